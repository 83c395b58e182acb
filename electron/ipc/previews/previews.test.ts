import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PREVIEW_KINDS, STRIP_FRAMES, zPeaks } from '#shared/ipc/previews.ts'
import { decodedFrames, ffmpegByHand, ffprobeByHand, scratch } from '../../media/testing/clips.ts'
import { openTestEditor, type TestEditor } from '../testing/editor.ts'

let test: TestEditor
const { folder, file, remove } = scratch()

beforeAll(async () => {
  test = await openTestEditor()
})
afterAll(async () => {
  expect(test.log).toEqual([])
  await test.close()
  remove()
})

const get = (kind: (typeof PREVIEW_KINDS)[number], digest: string) => test.editor.file(kind, digest)

async function stored(name: string, ...args: string[]): Promise<string> {
  ffmpegByHand(...args, file(name))
  return (await test.host.cache.blobs.import(file(name))).digest
}

function size(path: string): string {
  return ffprobeByHand(path, '-select_streams', 'v:0', '-show_entries', 'stream=width,height').replace(/\s+/, '×')
}

const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=3']
const sound = ['-f', 'lavfi', '-i', 'sine=f=440:d=3']

describe('previews of a clip with sound', () => {
  let digest: string
  beforeAll(async () => {
    digest = await stored('clip.mp4', ...picture, ...sound, '-af', "volume='if(lt(t,1),0,1)':eval=frame")
  })

  it('are a small picture and frames side by side', async () => {
    const poster = await get('poster', digest)
    expect(poster?.type).toBe('image/jpeg')
    expect(size(poster?.path ?? '')).toBe('320×180')
    const strip = await get('strip', digest)
    expect(size(strip?.path ?? '')).toBe(`${160 * STRIP_FRAMES}×90`)
  })

  it('are a small silent clip of the same length that starts at once', async () => {
    const { path = '', type } = (await get('proxy', digest)) ?? {}
    expect(type).toBe('video/mp4')
    expect(size(path)).toBe('320×180')
    expect(decodedFrames(path)).toBe(72)
    expect(ffprobeByHand(path, '-show_entries', 'stream=codec_name')).toBe('h264')
    const keys = ffprobeByHand(path, '-skip_frame', 'nokey', '-show_entries', 'frame=pts_time').split(/\s+/)
    expect(keys.length).toBeGreaterThanOrEqual(6)
    const bytes = readFileSync(path).toString('latin1')
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  })

  it('are the wave of its sound', async () => {
    const { path = '', type } = (await get('peaks', digest)) ?? {}
    expect(type).toBe('application/json')
    const { rate, peaks } = zPeaks.parse(JSON.parse(readFileSync(path, 'utf8')))
    expect(peaks.length / rate).toBeCloseTo(3, 0)
    expect(Math.max(...peaks.slice(0, rate * 0.9))).toBe(0)
    expect(Math.max(...peaks.slice(rate * 1.2, rate * 2.8))).toBeGreaterThan(0.1)
  })

  it('are made once, and again when they were thrown away', async () => {
    const [one, other] = await Promise.all([get('strip', digest), get('strip', digest)])
    expect(one?.path).toBe(other?.path)
    const before = statSync(one?.path ?? '')
    await get('strip', digest)
    expect(statSync(one?.path ?? '').ino).toBe(before.ino)
    rmSync(join(test.data, 'previews'), { recursive: true })
    const again = await get('strip', digest)
    expect(size(again?.path ?? '')).toBe('1920×90')
  })
})

describe('previews of other files', () => {
  it('show a still and a sound as far as they can be shown', async () => {
    const still = await stored('tall.png', '-f', 'lavfi', '-i', 'testsrc2=s=300x900', '-frames:v', '1')
    expect(size((await get('poster', still))?.path ?? '')).toBe('60×180')
    expect(await get('strip', still)).toBeNull()
    expect(await get('proxy', still)).toBeNull()
    expect(await get('peaks', still)).toBeNull()
    const dot = await stored(
      'dot.png',
      '-f',
      'lavfi',
      '-i',
      'testsrc2',
      '-vf',
      'format=rgb24,crop=1:1',
      '-frames:v',
      '1',
    )
    expect(size((await get('poster', dot))?.path ?? '')).toBe('2×2')
    const narrow = ['-f', 'lavfi', '-i', 'testsrc2=s=320x360', '-vf', 'setsar=2', '-frames:v', '1']
    expect(size((await get('poster', await stored('narrow.mp4', ...narrow)))?.path ?? '')).toBe('320×180')
    const song = await stored('song.wav', ...sound)
    expect(await get('poster', song)).not.toBeNull()
    expect(await get('peaks', song)).not.toBeNull()
    expect(await get('proxy', song)).toBeNull()
  })

  it('have whole strips of clips with fewer frames, and none of sound that is not there', async () => {
    const short = await stored('short.mp4', '-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=24:d=0.125')
    expect(size((await get('strip', short))?.path ?? '')).toBe(`${64 * STRIP_FRAMES}×64`)
    expect(await get('peaks', short)).toBeNull()
  })

  it('are none for what is no media, cut off, or not in the store, and leave nothing behind', async () => {
    const hostile = {
      'noise.mp4': Buffer.alloc(5000, 7),
      'cut.mp4': readFileSync(file('clip.mp4')).subarray(0, 3000),
      'list.m3u8': Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n'),
    }
    for (const [name, bytes] of Object.entries(hostile)) {
      writeFileSync(file(name), bytes)
      const { digest } = await test.host.cache.blobs.import(file(name))
      for (const kind of PREVIEW_KINDS) expect([name, kind, await get(kind, digest)]).toEqual([name, kind, null])
    }
    for (const kind of PREVIEW_KINDS) expect(await get(kind, '0'.repeat(64))).toBeNull()
    const names = readdirSync(join(test.data, 'previews'), { recursive: true, encoding: 'utf8' })
    expect(names.filter((name) => name.includes('partial'))).toEqual([])
  })

  it('are given up when the editor closes', async () => {
    mkdirSync(join(folder, 'more'))
    const digest = await stored(
      'more/long.mp4',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=1280x720:r=25:d=8',
      '-preset',
      'ultrafast',
    )
    const [one, other] = [get('proxy', digest), get('strip', digest)]
    await test.restart()
    expect(await Promise.all([one, other])).toEqual([null, null])
    expect(await get('proxy', digest)).not.toBeNull()
  })
})
