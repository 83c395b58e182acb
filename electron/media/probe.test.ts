import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFfmpeg } from './ffmpeg.ts'
import { grabFrameOf } from './frame.ts'
import { locate } from './locate.ts'
import { factsOf, probeFile } from './probe.ts'
import { averageColour, ffmpegByHand, ffprobeByHand, quietJob, scratch } from './testing/clips.ts'

const { ffmpeg, ffprobe } = locate()
const door = createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: ffprobe?.path ?? null, log: () => {} })
const withoutFfprobe = createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: null, log: () => {} })

let dir: ReturnType<typeof scratch>
beforeAll(() => {
  dir = scratch()
})
afterAll(() => dir.remove())

const make = (name: string, ...args: string[]) => {
  ffmpegByHand(...args, dir.file(name))
  return dir.file(name)
}
const pattern = (size: string, rate = '24', seconds = 2) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=${size}:r=${rate}:d=${seconds}`,
]
const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:r=44100:d=2']

describe('probeFile', () => {
  it('gives the facts of a clip, the same without ffprobe', async () => {
    const clip = make(
      'clip.mp4',
      ...pattern('320x180', '24000/1001'),
      ...tone,
      '-vf',
      'scale=321:180',
      '-pix_fmt',
      'yuv444p',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
    )
    const facts = factsOf(await probeFile(door, clip, 'video'))
    expect(facts).toMatchObject({
      format: 'mov,mp4,m4a,3gp,3g2,mj2',
      ...{ width: 321, height: 180, fps: '24000/1001', frames: 48, videoCodec: 'h264', pixelFormat: 'yuv444p' },
      ...{ audioCodec: 'aac', sampleRate: 44100, channels: 1 },
    })
    expect(facts.seconds).toBeCloseTo(2, 2)
    const { frames: _, seconds, ...rest } = facts
    const bare = factsOf(await probeFile(withoutFfprobe, clip, 'video'))
    expect(bare).toMatchObject(rest)
    expect(bare.seconds).toBeCloseTo(seconds ?? 0, 1)
  })

  it('sees rotation, alpha, interlacing and pixel aspect, the same without ffprobe', async () => {
    const upright = make(
      'upright.mp4',
      ...pattern('320x180'),
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-vf',
      'setsar=4/3',
    )
    const turned = make('turned.mp4', '-i', upright, '-c', 'copy', '-metadata:s:v', 'rotate=90')
    const clear = make(
      'clear.mov',
      ...pattern('64x36'),
      '-vf',
      'format=yuva444p10le',
      '-c:v',
      'prores_ks',
      '-profile:v',
      '4444',
    )
    const fields = make(
      'fields.mp4',
      ...pattern('320x180', '25'),
      '-vf',
      'setfield=tff',
      '-c:v',
      'libx264',
      '-flags',
      '+ilme+ildct',
      '-x264-params',
      'tff=1',
    )
    for (const one of [door, withoutFfprobe]) {
      expect(factsOf(await probeFile(one, turned))).toMatchObject({ width: 180, height: 320 })
      expect((await probeFile(one, turned)).picture).toMatchObject({
        rotation: 90,
        pixelAspect: { num: 4, den: 3 },
        interlaced: false,
      })
      expect((await probeFile(one, clear)).picture).toMatchObject({ alpha: true })
      expect((await probeFile(one, fields)).picture).toMatchObject({ interlaced: true })
    }
  })

  it('takes images down to one pixel, and sounds with a cover', async () => {
    const dot = make('dot.png', '-f', 'lavfi', '-i', 'color=red:s=2x2', '-vf', 'scale=1:1', '-frames:v', '1')
    expect(factsOf(await probeFile(door, dot, 'image'))).toMatchObject({ width: 1, height: 1, videoCodec: 'png' })
    expect(factsOf(await probeFile(withoutFfprobe, dot, 'image'))).toMatchObject({ width: 1, height: 1 })
    const song = make('song.mp3', ...tone, '-i', dot, '-map', '0', '-map', '1', '-disposition:v', 'attached_pic')
    const probe = await probeFile(door, song, 'audio')
    expect(probe).toMatchObject({ kind: 'audio', picture: null })
    expect(probe.seconds).toBeGreaterThan(1.9)
  })

  it('refuses what is not the expected kind, whatever its name says', async () => {
    make('picture.png', '-f', 'lavfi', '-i', 'color=red:s=32x32', '-frames:v', '1', '-f', 'image2')
    const { renameSync } = await import('node:fs')
    renameSync(dir.file('picture.png'), dir.file('picture.mp4'))
    await expect(probeFile(door, dir.file('picture.mp4'), 'video')).rejects.toThrow(
      'picture.mp4 is a still image (png), not a video',
    )
    const silent = make('silent.mp4', ...pattern('32x32'), '-c:v', 'libx264')
    await expect(probeFile(door, silent, 'audio')).rejects.toThrow('silent.mp4 has no sound')
    await expect(probeFile(door, silent, 'image')).rejects.toThrow('silent.mp4 is a video: grab a frame')
    const sound = make('sound.wav', ...tone)
    await expect(probeFile(door, sound, 'video')).rejects.toThrow('sound.wav holds only sound')
  })

  it('refuses missing, empty, textual and damaged files in a sentence', async () => {
    await expect(probeFile(door, dir.file('gone.mp4'))).rejects.toThrow('gone.mp4 could not be opened')
    await expect(probeFile(door, dir.folder)).rejects.toThrow('is not a file')
    writeFileSync(dir.file('empty.mp4'), '')
    await expect(probeFile(door, dir.file('empty.mp4'))).rejects.toThrow('empty.mp4 is empty (0 bytes)')
    writeFileSync(dir.file('text.mp4'), '<html><body>Not found</body></html>'.repeat(100))
    await expect(probeFile(door, dir.file('text.mp4'))).rejects.toThrow('text.mp4 is no readable media file')
    await expect(probeFile(withoutFfprobe, dir.file('text.mp4'))).rejects.toThrow('text.mp4 is no readable media file')
  })

  it('never opens what a playlist points to', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const target = make('target.ts', ...pattern('64x36'), '-c:v', 'libx264', '-f', 'mpegts')
    const playlist = (uri: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${uri}\n#EXT-X-ENDLIST\n`
    const files: Record<string, string> = {
      'web.m3u8': playlist(`http://127.0.0.1:${port}/x.ts`),
      'web.mp4': playlist(`http://127.0.0.1:${port}/y.ts`),
      'local.m3u8': playlist(target),
      'list.ffconcat': `ffconcat version 1.0\nfile '${target}'\n`,
      'session.sdp': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video ${port} RTP/AVP 96\n`,
      'vector.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="file://${target}"/></svg>`,
    }
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(dir.file(name), content)
      for (const one of [door, withoutFfprobe]) {
        await expect(probeFile(one, dir.file(name)), name).rejects.toThrow(
          /is a playlist|no readable media file|is a drawing/,
        )
      }
      const copy = {
        inputs: [{ path: dir.file(name) }],
        outputOptions: ['-c', 'copy'],
        output: dir.file('copied.mp4'),
        seconds: 0,
      }
      await expect(door.run(copy, quietJob()), name).rejects.toThrow()
    }
    server.close()
    expect(asked).toEqual([])
  })
})

describe('grabFrameOf', () => {
  /** One grey level per frame. */
  const ramp = (name: string, seconds: number, ...more: string[]) =>
    make(
      name,
      '-f',
      'lavfi',
      '-i',
      `color=black:s=64x36:r=24:d=${seconds},format=gray,geq=lum='mod(N,200)+20'`,
      '-c:v',
      'ffv1',
      ...more,
    )
  const level = async (input: string, at: 'first' | 'last' | number) => {
    const output = dir.file('frame.png')
    await grabFrameOf(door, input, output, at, quietJob())
    return averageColour(output)[0]
  }

  it('takes exactly the frame on screen', async () => {
    const clip = ramp('ramp.mkv', 5)
    expect(await level(clip, 'first')).toBe(20)
    expect(await level(clip, 'last')).toBe(20 + 119)
    expect(await level(clip, 1)).toBe(20 + 24)
    expect(await level(clip, 4 + 0.99 / 24)).toBe(20 + 96)
    expect(await level(clip, 99)).toBe(20 + 119)
    expect(await level(clip, -1)).toBe(20)
  })

  it('counts time from the start of a picture that begins late', async () => {
    const late = make('late.mkv', '-itsoffset', '7', '-i', ramp('base.mkv', 4), ...tone, '-c:v', 'copy', '-c:a', 'flac')
    expect(await level(late, 1)).toBe(20 + 24)
    expect(await level(late, 'last')).toBe(20 + 95)
  })

  it('keeps size and transparency of a still', async () => {
    const still = make(
      'still.png',
      '-f',
      'lavfi',
      '-i',
      'color=red:s=32x20',
      '-vf',
      'scale=33:21,format=rgba,colorchannelmixer=aa=0.5',
      '-frames:v',
      '1',
    )
    const output = dir.file('grabbed.png')
    await grabFrameOf(door, still, output, 'last', quietJob())
    expect(ffprobeByHand(output, '-show_entries', 'stream=width,height,pix_fmt').split('\n')).toEqual([
      '33',
      '21',
      'rgba',
    ])
  })

  it('refuses a sound', async () => {
    await expect(grabFrameOf(door, make('only.wav', ...tone), dir.file('no.png'), 'first', quietJob())).rejects.toThrow(
      'holds only sound',
    )
  })
})
