import { useEffect } from 'react'
import { Announcer } from './announcer.tsx'
import { ConfirmRun } from './confirm-run.tsx'
import { notifyEnds } from './notify.ts'
import { keepTitle } from './run-title.ts'

/** What runs need of the window besides their panel: the question before a bill, the spoken word, the title, notifications. */
export function RunWatch() {
  useEffect(keepTitle, [])
  useEffect(notifyEnds, [])
  return (
    <>
      <ConfirmRun />
      <Announcer />
    </>
  )
}
