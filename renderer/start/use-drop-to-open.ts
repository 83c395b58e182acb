import { type DragEvent, useState } from 'react'
import { request, upload } from '../api.ts'
import { say } from '../store/messages.ts'
import { ask, openPath, openWith, useSession } from '../store/session.ts'
import { start as t } from '../strings/start.ts'

/** Opens a pipeline that is dropped: the file itself on the desktop, a copy of it in a browser, which cannot say where it lies. */
export function useDropToOpen() {
  const [over, setOver] = useState(false)
  return {
    over,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const [file] = event.dataTransfer.files
      if (file) void openDropped(file)
    },
  }
}

async function openDropped(file: File): Promise<void> {
  if (!file.name.toLowerCase().endsWith('.reelay')) return void say.refused(t.notAPipeline)
  const { info } = useSession.getState()
  const path = await ask(() => upload(info?.upload ?? '', file))
  if (path === null) return
  if (info?.desktop) await openPath(path)
  else await openWith(() => request('document.import', { path }))
}
