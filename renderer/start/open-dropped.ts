import { hasEnding } from '#shared/ipc/file-endings.ts'
import { request, upload } from '../api.ts'
import { ask, openPath, openWith, useSession } from '../store/session.ts'

export function isPipeline(file: File): boolean {
  return hasEnding(file.name, 'document')
}

/** Opens a pipeline that was dropped: the file itself on the desktop, a copy of it in a browser, which cannot say where it lies. */
export async function openDropped(file: File): Promise<void> {
  const { info } = useSession.getState()
  const path = await ask(() => upload(info?.upload ?? '', file))
  if (path === null) return
  if (info?.desktop) await openPath(path)
  else await openWith(() => request('document.import', { path }))
}
