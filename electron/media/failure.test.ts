import { describe, expect, it } from 'vitest'
import { explainFailure, wroteBadly } from './failure.ts'

const failure = (stderr: string, reason = 'ffmpeg exited with code 1') =>
  explainFailure({
    stderr,
    reason,
    commandLine: 'ffmpeg -i /in/a.mp4 /out/b.mp4',
    inputs: ['/in/a.mp4', '/in/c.mp4'],
    output: '/out/b.mp4',
  })

describe('explainFailure', () => {
  it.each([
    ['av_interleaved_write_frame(): No space left on device', 'The disk is full at /out: free some space'],
    ['/out/b.mp4: Read-only file system', '/out is read-only'],
    ['/out/b.mp4: Permission denied', '/out may not be opened'],
    ["[AVFilterGraph] No such filter: 'zscale'", 'This ffmpeg lacks the filter zscale: install a full build'],
    ["Unknown encoder 'libx264'", 'This ffmpeg lacks the encoder libx264'],
    ['/in/a.mp4: Invalid data found when processing input', 'a.mp4 and 1 more is damaged or incomplete'],
    ["Format not on whitelist 'mov,mp4'", 'is a playlist or points to other files'],
    ['Cannot allocate memory', 'There was not enough memory'],
    ['Something new went wrong', 'ffmpeg could not work on a.mp4 and 1 more (Something new went wrong)'],
  ])('%s', (stderr, sentence) => {
    expect(failure(stderr).message).toContain(sentence)
    expect(failure(stderr).detail).toContain('ffmpeg -i /in/a.mp4 /out/b.mp4')
  })

  it('explains processes that did not start or were ended', () => {
    expect(failure('', 'spawn /usr/bin/ffmpeg ENOENT').message).toContain('no longer where it was found')
    expect(failure('', 'spawn EAGAIN').message).toContain('could not start another program')
    expect(failure('', 'ffmpeg was killed with signal SIGKILL').message).toContain('ended from outside')
  })

  it('knows the lines of a file that was not written whole in spite of exit code 0', () => {
    expect(wroteBadly('[out#0] Error writing trailer of x.mp4: No space left on device')).toBe(true)
    expect(wroteBadly('[mp4 @ 0x1] Timestamps are unset in a packet for stream 0')).toBe(false)
  })
})
