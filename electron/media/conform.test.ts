import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConformProfile } from '#shared/node/media.ts'
import { conformFile } from './conform.ts'
import { survey } from './conforming.ts'
import { createFfmpeg } from './ffmpeg.ts'
import { locate } from './locate.ts'
import { parseLoudness } from './loudness.ts'
import {
  averageColour,
  decodedFrames,
  decodedSamples,
  ffmpegByHand,
  ffprobeByHand,
  quietJob,
  scratch,
} from './testing/clips.ts'

const PROFILE: ConformProfile = {
  width: 320,
  height: 180,
  fps: { num: 24, den: 1 },
  fit: 'fit',
  background: '#000000',
  lufs: null,
  truePeak: -1.5,
}
const { ffmpeg, ffprobe } = locate()
const door = createFfmpeg({ ffmpeg: ffmpeg.path, ffprobe: ffprobe?.path ?? null, log: () => {} })

describe('conformFile', () => {
  let dir: ReturnType<typeof scratch>
  beforeAll(() => {
    dir = scratch()
    make('upright.mp4', ...pattern('320x180'), ...x264)
  })
  afterAll(() => dir.remove())

  const pattern = (size: string, rate = '24', seconds = 1) => [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=s=${size}:r=${rate}:d=${seconds}`,
  ]
  const tone = (rate = 48_000, seconds = 1) => ['-f', 'lavfi', '-i', `sine=frequency=440:r=${rate}:d=${seconds}`]
  const solid = (colour: string, size = '320x180') => ['-f', 'lavfi', '-i', `color=c=${colour}:s=${size}:r=24:d=1`]
  const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast']
  const make = (name: string, ...args: string[]) => {
    ffmpegByHand(...args, dir.file(name))
    return dir.file(name)
  }
  const conform = async (input: string, profile = PROFILE) => {
    const output = `${input}.conformed.mp4`
    await conformFile(door, input, output, profile, quietJob())
    return output
  }

  const ODD: readonly (readonly [name: string, file: string, args: readonly string[]])[] = [
    [
      'an odd size in 4:4:4, mono at 44.1 kHz',
      'odd.mp4',
      [
        ...pattern('320x180', '30'),
        ...tone(44_100),
        '-vf',
        'scale=321:181',
        ...x264,
        '-pix_fmt',
        'yuv444p',
        '-c:a',
        'aac',
      ],
    ],
    [
      'a variable rate without sound',
      'vfr.mkv',
      [...pattern('320x180', '30'), '-vf', 'select=mod(n\\,3)-1', '-fps_mode', 'vfr', ...x264],
    ],
    [
      '5.1 sound',
      'surround.mkv',
      [...pattern('320x180', '25'), '-f', 'lavfi', '-i', 'anoisesrc=d=1:a=0.1', '-ac', '6', ...x264, '-c:a', 'ac3'],
    ],
    ['a rotated picture', 'rotated.mp4', ['-i', 'upright.mp4', '-c', 'copy', '-metadata:s:v', 'rotate=90']],
    [
      'interlaced fields',
      'interlaced.mp4',
      [...pattern('320x180', '25'), ...x264, '-vf', 'setfield=tff', '-flags', '+ilme+ildct', '-x264-params', 'tff=1'],
    ],
    [
      'alpha in ProRes',
      'alpha.mov',
      [...pattern('320x180'), '-vf', 'format=yuva444p10le', '-c:v', 'prores_ks', '-profile:v', '4444'],
    ],
    ['full range', 'full.mp4', [...pattern('320x180'), ...x264, '-vf', 'scale=out_range=pc', '-color_range', 'pc']],
    ['anamorphic pixels', 'anamorphic.mp4', [...pattern('240x180'), ...x264, '-vf', 'setsar=4/3']],
    ['10 bits', 'ten.mkv', [...pattern('320x180'), '-pix_fmt', 'yuv420p10le', ...x264]],
    [
      'a start later than 0',
      'late.ts',
      [...pattern('320x180', '24'), ...tone(), ...x264, '-output_ts_offset', '10', '-c:a', 'aac'],
    ],
    [
      'sound longer than the picture',
      'long-sound.mp4',
      [...pattern('320x180'), ...tone(48_000, 3), ...x264, '-c:a', 'aac'],
    ],
    [
      'no length in the header',
      'recorded.webm',
      [...pattern('320x180'), '-c:v', 'libvpx', '-deadline', 'realtime', '-live', '1'],
    ],
    ['an animated GIF', 'moving.gif', pattern('160x90', '10')],
  ]

  it.each(ODD)('brings %s into the profile, to the frame and the sample', async (_, file, args) => {
    const output = await conform(make(file, ...args.map((arg) => (arg === 'upright.mp4' ? dir.file(arg) : arg))))
    expect(await survey(door, output, PROFILE, true)).toMatchObject({ differences: [], frames: 24 })
    expect(decodedFrames(output)).toBe(24)
    expect(decodedSamples(output)).toBe(48_000)
  })

  it('gives equal parameter sets for different content, so that clips join', async () => {
    const one = await survey(door, await conform(make('one.mp4', ...solid('red'), ...x264)), PROFILE, true)
    const two = await survey(
      door,
      await conform(make('two.mp4', ...pattern('640x360', '30', 3), ...x264)),
      PROFILE,
      true,
    )
    expect(one.parameters).toMatch(/^SHA256:/)
    expect(two.parameters).toBe(one.parameters)
    expect(two.frames).toBe(72)
  })

  it('writes the same bytes every time', async () => {
    const input = make('again.mp4', ...pattern('640x360'), ...tone(44_100), ...x264)
    const first = readFileSync(await conform(input))
    const second = dir.file('again-2.mp4')
    await conformFile(door, input, second, PROFILE, quietJob())
    expect(readFileSync(second).equals(first)).toBe(true)
  })

  it.each([
    ['23.976', { num: 24000, den: 1001 }],
    ['29.97', { num: 30000, den: 1001 }],
    ['12.5', { num: 25, den: 2 }],
  ])('is exact at %s frames per second', async (name, fps) => {
    const profile = { ...PROFILE, fps }
    const output = await conform(
      make(`rate-${name}.mp4`, ...pattern('320x180', '24', 3), ...tone(44_100, 3), ...x264),
      profile,
    )
    const frames = Math.round((3 * fps.num) / fps.den)
    expect(await survey(door, output, profile, true)).toMatchObject({ differences: [], frames })
    expect(decodedSamples(output)).toBe(Math.round((frames * 48_000 * fps.den) / fps.num))
  })

  const near = (found: readonly number[], wanted: readonly number[]) => {
    for (const [index, value] of wanted.entries())
      expect(Math.abs((found[index] ?? -99) - value), `${found} is not ${wanted}`).toBeLessThanOrEqual(6)
  }

  it('keeps colours: untagged SD, full range, RGB', async () => {
    const red = [200, 40, 40]
    const sd = make(
      'sd.mp4',
      ...solid('0xc82828'),
      '-vf',
      'scale=out_color_matrix=bt601',
      ...x264,
      '-pix_fmt',
      'yuv420p',
    )
    near(averageColour(await conform(sd), 5), red)
    const full = make(
      'full-red.mp4',
      ...solid('0xc82828'),
      '-vf',
      'scale=out_color_matrix=bt601:out_range=pc',
      ...x264,
      '-pix_fmt',
      'yuv420p',
      '-color_range',
      'pc',
    )
    near(averageColour(await conform(full), 5), red)
    const rgb = make('rgb.mkv', ...solid('0xc82828'), '-c:v', 'ffv1', '-pix_fmt', 'gbrp')
    near(averageColour(await conform(rgb), 5), red)
    const grey = make('grey.mkv', ...solid('0x606060'), '-c:v', 'ffv1', '-pix_fmt', 'gray')
    near(averageColour(await conform(grey), 5), [0x60, 0x60, 0x60])
  })

  it('puts transparent pixels over the background', async () => {
    const clear = make('clear.mov', ...solid('red'), '-vf', 'format=rgba,colorchannelmixer=aa=0', '-c:v', 'qtrle')
    near(averageColour(await conform(clear, { ...PROFILE, background: '#2040c0' })), [0x20, 0x40, 0xc0])
  })

  it.each([
    ['fit', [85, 85, 85]],
    ['fill', [255, 255, 255]],
    ['stretch', [255, 255, 255]],
  ] as const)('%s places a portrait picture in a landscape frame', async (fit, colour) => {
    const portrait = make(`portrait-${fit}.mp4`, ...solid('white', '108x180'), ...x264, '-pix_fmt', 'yuv420p')
    near(
      averageColour(await conform(portrait, { ...PROFILE, fit }), 5),
      colour.map((value) => (value === 85 ? Math.round((255 * 108) / 320) : value)),
    )
  })

  it('blur fills the frame with a darker copy of the picture', async () => {
    const portrait = make('portrait-blur.mp4', ...solid('white', '108x180'), ...x264, '-pix_fmt', 'yuv420p')
    const [level] = averageColour(await conform(portrait, { ...PROFILE, fit: 'blur' }), 5)
    expect(level).toBeGreaterThan(225)
    expect(level).toBeLessThan(253)
  })

  it('starts the sound where the picture starts', async () => {
    const beep = 'aevalsrc=if(gt(t\\,1.6)\\,sin(2000*t)\\,0):d=2'
    const input = make(
      'offset.mkv',
      '-itsoffset',
      '0.5',
      ...pattern('320x180', '24', 1),
      '-f',
      'lavfi',
      '-i',
      beep,
      ...x264,
      '-c:a',
      'flac',
    )
    const output = await conform(input)
    // The picture begins at 0.5 s, so the tone of 1.6 s would be heard from 1.1 s on: after its end.
    expect(loudest(output)).toBeLessThan(-60)
    const early = 'aevalsrc=if(gt(t\\,1.0)\\,sin(2000*t)\\,0):d=2'
    const heard = make(
      'offset-2.mkv',
      '-itsoffset',
      '0.5',
      ...pattern('320x180', '24', 1),
      '-f',
      'lavfi',
      '-i',
      early,
      ...x264,
      '-c:a',
      'flac',
    )
    expect(loudest(await conform(heard))).toBeGreaterThan(-10)
  })

  const loudest = (path: string): number =>
    Number(
      ffprobeByHand(
        `amovie=${path},astats=metadata=1:reset=0`,
        '-f',
        'lavfi',
        '-show_entries',
        'frame_tags=lavfi.astats.Overall.Peak_level',
      )
        .split('\n')
        .at(-1)
        ?.replace('-inf', '-999'),
    )

  it('brings the loudness to the target, never past the peak ceiling', async () => {
    const quiet = make(
      'quiet.mkv',
      ...pattern('320x180', '24', 4),
      '-f',
      'lavfi',
      '-i',
      'sine=f=1000:d=4,volume=-20dB',
      ...x264,
      '-c:a',
      'flac',
    )
    const at = async (lufs: number) => {
      const output = dir.file(`at${lufs}.mp4`)
      await conformFile(door, quiet, output, { ...PROFILE, lufs }, quietJob())
      const measured = await door.measure(
        { inputs: [{ path: output }], filter: '[0:a]loudnorm=print_format=json[a]', outputOptions: ['-map', '[a]'] },
        quietJob(),
      )
      return parseLoudness(measured)
    }
    expect((await at(-23))?.integrated).toBeCloseTo(-23, 0)
    expect((await at(-1))?.truePeak).toBeCloseTo(-1.5, 0)
  })

  it('refuses stills, sounds and incomplete clips in a sentence', async () => {
    const png = make('still.png', ...solid('red'), '-frames:v', '1')
    await expect(conform(png)).rejects.toThrow('still.png is a still image (png), not a video')
    const wav = make('sound.wav', ...tone())
    await expect(conform(wav)).rejects.toThrow('sound.wav holds only sound')
    const whole = readFileSync(make('whole.mp4', ...pattern('320x180', '24', 4), ...x264, '-movflags', '+faststart'))
    const { writeFileSync } = await import('node:fs')
    writeFileSync(dir.file('cut.mp4'), whole.subarray(0, whole.length / 2))
    await expect(conform(dir.file('cut.mp4'))).rejects.toThrow('cut.mp4 is incomplete')
    await expect(conform(png, { ...PROFILE, width: 321 })).rejects.toThrow('321×180 cannot be delivered')
  })

  it('shows a still for as long as told', async () => {
    const png = make('held.png', ...solid('red', '333x222'), '-frames:v', '1')
    const output = dir.file('held.mp4')
    expect(await conformFile(door, png, output, PROFILE, quietJob(), { stillSeconds: 1.5 })).toBe(36)
    expect(decodedFrames(output)).toBe(36)
  })
})
