import { isMedia, type MediaValue } from '#shared/graph/values.ts'
import { request } from '../api.ts'
import { edit } from '../commands/connect.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { ask, useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { preview } from '../strings/preview.ts'
import { fileOut } from './file-out.ts'
import { choiceOf } from './looks.ts'
import { markOf, pickEdit, rejectEdit, starEdit } from './takes.ts'
import { choose, type Seen, useViewer } from './viewer-store.ts'

/** The take that is seen, with all that its commands need; null where what is seen is no take. */
export function seenTake(): (Seen & { readonly baseKey: string; readonly take: number }) | null {
  const { seen } = useViewer.getState()
  if (!seen?.sight || seen.baseKey === null) return null
  return { ...seen, baseKey: seen.baseKey, take: seen.sight.take }
}

export function pickSeen(): void {
  const seen = seenTake()
  if (seen && seen.take < seen.takes) edit([pickEdit(seen, seen.takes, seen.take)])
}

export function starSeen(): void {
  const seen = seenTake()
  if (seen) edit([starEdit(documents.document().marks, seen.baseKey, seen.take)])
}

/** Asks for the reason, or takes the rejection back. */
export function rejectSeen(): void {
  const seen = seenTake()
  if (!seen) return
  const { marks } = documents.document()
  if (markOf(marks, seen.baseKey, seen.take).rejected === undefined)
    useViewer.setState({ rejecting: true, section: 'takes' })
  else edit([rejectEdit(marks, seen.baseKey, seen.take, null)])
}

/** One take more or less; a new one is looked at as soon as it is made, the picked one till then. */
export function changeTakes(by: 1 | -1): void {
  const { seen } = useViewer.getState()
  if (!seen || seen.baseKey === null || seen.takes + by < 1) return
  edit([pickEdit({ baseKey: seen.baseKey }, seen.takes + by, seen.pick)])
  if (by > 0 && seen.sight) choose(seen.node, { ...choiceOf(seen.sight), take: seen.takes })
}

/** Looks at the take before or after. */
export function lookAlong(by: 1 | -1): void {
  const { seen } = useViewer.getState()
  if (!seen?.sight) return
  const take = Math.min(Math.max(0, seen.sight.take + by), Math.max(0, seen.takes - 1))
  choose(seen.node, { ...choiceOf(seen.sight), take })
}

/** The digit keys: the selected node goes into the slot, which is then shown; a slot that shows it already lets it go. */
export function showSlot(slot: number): void {
  const { slots, slot: shown } = useViewer.getState()
  const [node, another] = useUi.getState().selection
  const selected = another === undefined ? node : undefined
  if (selected !== undefined && slots[slot] !== selected) {
    useViewer.setState({ slots: { ...slots, [slot]: selected }, slot })
    return
  }
  if (slots[slot] === undefined) say.info(preview.slots.empty(slot))
  else useViewer.setState({ slot: shown === slot ? null : slot })
}

/** The file that is seen, and its name outside; null where what is seen is no file. */
export function seenFile(): { readonly value: MediaValue; readonly name: string; readonly mime: string } | null {
  const { seen } = useViewer.getState()
  const value = seen?.sight?.value
  if (!seen?.sight || !value || !isMedia(value) || !seen.sight.present) return null
  const title = nodeOf(documents.document(), seen.node)?.title || seen.node
  return { value, ...fileOut(value, title, seen.baseKey === null ? null : seen.sight.take) }
}

/** Saves what is seen: where the system's dialog says, or as the browser saves files. */
export async function saveSeen(): Promise<void> {
  const file = seenFile()
  const { info } = useSession.getState()
  if (!file || !info) return
  if (info.desktop) {
    const saved = await ask(() => request('shell.saveOutput', { digest: file.value.digest, name: file.name }))
    if (saved?.path) say.done(preview.file.saved(saved.path))
    return
  }
  const link = document.createElement('a')
  link.href = addressOf(info.media, file.value.digest, file.name)
  link.download = file.name
  link.click()
}

export async function revealSeen(): Promise<void> {
  const file = seenFile()
  if (file) await ask(() => request('shell.reveal', { digest: file.value.digest }))
}

/** Puts a stored file on a drag that leaves the window. */
export function dragOut(event: DragEvent, file: { digest: string; name: string; mime: string }): void {
  const { info } = useSession.getState()
  if (!info || !event.dataTransfer) return
  if (info.desktop) {
    event.preventDefault()
    void ask(() => request('shell.startDrag', { digest: file.digest, name: file.name }))
    return
  }
  const address = new URL(addressOf(info.media, file.digest, file.name), location.href).href
  event.dataTransfer.effectAllowed = 'copy'
  event.dataTransfer.setData('DownloadURL', `${file.mime}:${file.name}:${address}`)
  event.dataTransfer.setData('text/uri-list', address)
}

function addressOf(media: string, digest: string, name: string): string {
  return `${media}${digest}?name=${encodeURIComponent(name)}`
}

/** The viewer alone on the whole screen, or back in its place. */
export async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen()
  else await document.querySelector('[data-region="viewer"]')?.requestFullscreen()
}
