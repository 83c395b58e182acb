import { basename, dirname } from 'node:path'
import { MediaError } from './door.ts'

export interface Failure {
  /** ffmpeg's last lines. */
  readonly stderr: string
  readonly commandLine: string
  /** `ffmpeg exited with code 1`, `spawn EAGAIN` … */
  readonly reason: string
  readonly inputs: readonly string[]
  readonly output?: string
  readonly cause?: unknown
}

/** ffmpeg may end with 0 after it could not write; these lines say so. */
export function wroteBadly(stderr: string): boolean {
  return /No space left on device|Error writing trailer|av_interleaved_write_frame\(\)|Conversion failed!/.test(stderr)
}

/** The sentence a person gets for a failed ffmpeg, with the whole story as detail. */
export function explainFailure(failure: Failure): MediaError {
  const { stderr, commandLine, reason, output } = failure
  const detail = `${commandLine}\n${reason}\n${stderr}`.trim()
  const options = failure.cause === undefined ? undefined : { cause: failure.cause }
  return new MediaError(sentence(stderr, reason, nameInputs(failure.inputs), output), detail, options)
}

function sentence(stderr: string, reason: string, inputs: string, output: string | undefined): string {
  const folder = output === undefined ? 'the disk' : dirname(output)
  if (/No space left on device|ENOSPC/.test(stderr + reason))
    return `The disk is full at ${folder}: free some space and run again.`
  if (/Read-only file system|EROFS/.test(stderr + reason))
    return `${folder} is read-only: choose a folder that can be written.`
  if (/ENOENT/.test(reason))
    return 'ffmpeg is no longer where it was found: install it again, then run `reelay doctor`.'
  if (/EAGAIN|EMFILE|ENFILE|ENOMEM/.test(reason))
    return 'The system could not start another program (too many are open): close some and run again.'
  const filter = /No such filter: '([^']+)'/.exec(stderr)?.[1]
  if (filter !== undefined)
    return `This ffmpeg lacks the filter ${filter}: install a full build of ffmpeg (5.1 or later).`
  const encoder = /Unknown encoder '([^']+)'/.exec(stderr)?.[1]
  if (encoder !== undefined)
    return `This ffmpeg lacks the encoder ${encoder}: install a full build of ffmpeg (5.1 or later).`
  if (/Cannot allocate memory/.test(stderr))
    return `There was not enough memory to work on ${inputs}: close other programs and run again.`
  if (/Permission denied/.test(stderr))
    return `${output === undefined ? inputs : folder} may not be opened: check the permissions.`
  if (/No such file or directory/.test(stderr))
    return `${inputs} could not be found: a file was moved or removed while it was needed.`
  if (/not on whitelist|not on white list/i.test(stderr))
    return `${inputs} is a playlist or points to other files: use the media file itself.`
  if (/moov atom not found|Invalid data found when processing input/.test(stderr))
    return `${inputs} is damaged or incomplete: make or fetch it again.`
  if (/signal/.test(reason)) return `ffmpeg was ended from outside while it worked on ${inputs}: run again.`
  const last = lastErrorLine(stderr)
  return `ffmpeg could not work on ${inputs}${last === '' ? '' : ` (${last})`}: see the log for the whole command.`
}

function nameInputs(inputs: readonly string[]): string {
  const [first] = inputs
  if (first === undefined) return 'the result'
  return inputs.length === 1 ? basename(first) : `${basename(first)} and ${inputs.length - 1} more`
}

function lastErrorLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  return (lines.at(-1) ?? '').trim().slice(0, 200)
}
