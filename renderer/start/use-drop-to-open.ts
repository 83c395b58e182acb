import { type DragEvent, useState } from 'react'
import { say } from '../store/messages.ts'
import { start as t } from '../strings/start.ts'
import { isPipeline, openDropped } from './open-dropped.ts'

/** What opens a pipeline that is dropped, and whether something is over it that may be one. */
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
      if (!file) return
      if (isPipeline(file)) void openDropped(file)
      else say.refused(t.notAPipeline)
    },
  }
}
