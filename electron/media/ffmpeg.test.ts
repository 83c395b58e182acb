import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MediaError } from './door.ts'
import { createFfmpeg, type FfmpegDoor } from './ffmpeg.ts'
import { locate } from './locate.ts'
import { decodedFrames, quietJob, scratch } from './testing/clips.ts'

const SECONDS = 4
const pattern = (seconds: number, size = '320x180') => ({
  path: `testsrc2=size=${size}:rate=24:duration=${seconds}`,
  options: ['-f', 'lavfi'],
})
const H264 = ['-map', '0:v', '-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1']

describe('createFfmpeg', () => {
  let dir: ReturnType<typeof scratch>
  let lines: string[]
  let door: FfmpegDoor
  beforeEach(() => {
    dir = scratch()
    lines = []
    const { ffmpeg, ffprobe } = locate()
    door = createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: ffprobe?.path ?? null, log: (line) => lines.push(line) })
  })
  afterEach(async () => {
    await door.killAll()
    dir.remove()
  })

  /** Processes working in this test's folder, by their command lines. */
  const processesHere = () => spawnSync('pgrep', ['-f', dir.folder], { encoding: 'utf8' }).stdout.trim()

  it('writes the whole output under its name, with rising progress and the command line logged', async () => {
    const output = dir.file('a clip, it’s 100%.mp4')
    const fractions: number[] = []
    const job = { signal: new AbortController().signal, progress: (fraction: number) => fractions.push(fraction) }
    await door.run({ inputs: [pattern(SECONDS)], outputOptions: H264, output, seconds: SECONDS }, job)
    expect(decodedFrames(output)).toBe(SECONDS * 24)
    expect(readdirSync(dir.folder)).toEqual(['a clip, it’s 100%.mp4'])
    expect(fractions.at(-1)).toBe(1)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(lines.join()).toContain('-protocol_whitelist file,pipe -f lavfi -i testsrc2=size=320x180:rate=24:duration=4')
  })

  it('does not split an option at its space', async () => {
    const output = dir.file('titled.mp4')
    const title = ['-metadata', 'title=two words']
    await door.run({ inputs: [pattern(1)], outputOptions: [...H264, ...title], output, seconds: 1 }, quietJob())
    const { stdout } = await door.report('ffprobe', ['-v', 'error', '-show_entries', 'format_tags=title', output])
    expect(stdout).toContain('TAG:title=two words')
  })

  it('ends the process at once on abort and leaves no file', async () => {
    const controller = new AbortController()
    const job = { signal: controller.signal, progress: () => controller.abort(new Error('stopped by the person')) }
    const command = {
      inputs: [pattern(3600, '1280x720')],
      outputOptions: H264,
      output: dir.file('long.mp4'),
      seconds: 3600,
    }
    await expect(door.run(command, job)).rejects.toThrow('stopped by the person')
    expect(processesHere()).toBe('')
    expect(readdirSync(dir.folder)).toEqual([])
  })

  it('starts nothing when aborted before', async () => {
    const controller = new AbortController()
    controller.abort(new Error('never mind'))
    const command = { inputs: [pattern(1)], outputOptions: H264, output: dir.file('x.mp4'), seconds: 1 }
    await expect(door.run(command, quietJob(controller.signal))).rejects.toThrow('never mind')
    expect(lines).toEqual([])
  })

  it('killAll ends running commands and streams', async () => {
    const command = {
      inputs: [pattern(3600, '1280x720')],
      outputOptions: H264,
      output: dir.file('long.mp4'),
      seconds: 3600,
    }
    let begun = () => {}
    const running = new Promise<void>((resolve) => {
      begun = resolve
    })
    const work = door
      .run(command, { signal: new AbortController().signal, progress: begun })
      .catch((error: unknown) => error)
    await running
    await door.killAll()
    expect(processesHere()).toBe('')
    expect(await work).toBeInstanceOf(MediaError)
    expect(readdirSync(dir.folder)).toEqual([])
  })

  it('streams raw frames and stops the process when the reader stops', async () => {
    const raw = ['-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'gray']
    let bytes = 0
    for await (const chunk of door.stream({ inputs: [pattern(1)], outputOptions: raw }, quietJob()))
      bytes += chunk.length
    expect(bytes).toBe(24 * 320 * 180)
    for await (const chunk of door.stream({ inputs: [pattern(3600)], outputOptions: raw }, quietJob())) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    await door.killAll()
    await expect(async () => {
      for await (const _ of door.stream({ inputs: [{ path: dir.file('gone.mp4') }], outputOptions: raw }, quietJob()));
    }).rejects.toThrow('gone.mp4 could not be found')
  })

  it('measures, with the summary in the answer and no progress lines', async () => {
    const tone = { path: 'sine=frequency=440:duration=2', options: ['-f', 'lavfi'] }
    const stderr = await door.measure({ inputs: [tone], filter: '[0:a]volumedetect', outputOptions: [] }, quietJob())
    expect(stderr).toMatch(/max_volume: -?\d/)
    expect(stderr).not.toMatch(/^out_time/m)
  })

  it('takes a filter graph longer than a command line', async () => {
    const filter = `[0:v]${'null,'.repeat(2_000)}null[v]`
    const output = dir.file('long.mp4')
    const options = ['-map', '[v]', '-frames:v', '1', '-c:v', 'libx264', '-preset', 'ultrafast']
    expect(filter.length).toBeGreaterThan(8_000)
    await door.run({ inputs: [pattern(1, '32x32')], filter, outputOptions: options, output, seconds: 1 }, quietJob())
    expect(readdirSync(dir.folder)).toEqual(['long.mp4'])
  })

  it('says what is wrong in one sentence', async () => {
    const to = (output: string) => ({ inputs: [pattern(1)], outputOptions: H264, output, seconds: 1 })
    await expect(door.run(to(dir.file('none/x.mp4')), quietJob())).rejects.toThrow(/none cannot be written/)
    const broken = dir.file('broken.mp4')
    writeFileSync(broken, 'no media at all')
    const read = { inputs: [{ path: broken }], outputOptions: ['-c', 'copy'], output: dir.file('x.mp4'), seconds: 1 }
    const error = await door.run(read, quietJob()).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(MediaError)
    expect(String(error)).toContain('broken.mp4 is damaged or incomplete')
    expect((error as MediaError).detail).toContain('-i ')
    expect(existsSync(dir.file('x.mp4'))).toBe(false)
  })

  it('survives an ffmpeg that is missing or cannot be started', async () => {
    const command = { inputs: [pattern(1)], outputOptions: H264, output: dir.file('x.mp4'), seconds: 1 }
    const missing = createFfmpeg({ ffmpeg: dir.file('nothing'), ffprobe: null, log: () => {} })
    await expect(missing.run(command, quietJob())).rejects.toThrow('ffmpeg is no longer where it was found')
    const folder = dir.file('folder')
    mkdirSync(folder)
    const unstartable = createFfmpeg({ ffmpeg: folder, ffprobe: null, log: () => {} })
    await expect(unstartable.run(command, quietJob())).rejects.toBeInstanceOf(MediaError)
    const nonsense = dir.file('nonsense')
    writeFileSync(nonsense, '\x7fELF nonsense')
    chmodSync(nonsense, 0o755)
    await expect(
      createFfmpeg({ ffmpeg: nonsense, ffprobe: null, log: () => {} }).run(command, quietJob()),
    ).rejects.toBeInstanceOf(MediaError)
  })
})
