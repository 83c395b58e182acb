import { z } from 'zod'
import { gopOf, type PictureProfile, REORDER_FRAMES, SAMPLE_RATE, ticksPerFrame, timescaleOf } from './encoding.ts'
import type { FfmpegDoor } from './ffmpeg.ts'
import { inputGuards } from './formats.ts'
import { zProbeReport } from './probe-report.ts'
import { parseRational, rationalText, sampleAt } from './rational.ts'

/** What a join by stream copy needs to know of a file. */
export const zSurvey = z.object({
  /** Why the file is not in the profile; empty for one that is. */
  differences: z.array(z.string()),
  frames: z.number(),
  /** Digest of the decoder's parameter sets: only equal ones join. */
  parameters: z.string(),
})
export type Survey = z.infer<typeof zSurvey>

const zPackets = zProbeReport.extend({
  packets: z
    .array(
      z.object({
        stream_index: z.number(),
        pts: z.number().optional(),
        dts: z.number().optional(),
        flags: z.string().default(''),
      }),
    )
    .default([]),
})

/**
 * Checks by its headers and packet table, without decoding, whether a file is in the profile: size, rate, colour tags, key frames,
 * every timestamp, and the exact length of its sound. `sound` false: a segment that has none.
 */
export async function survey(
  door: FfmpegDoor,
  path: string,
  profile: PictureProfile,
  sound: boolean,
  signal?: AbortSignal,
): Promise<Survey> {
  const entries = [
    '-show_format',
    '-show_streams',
    '-show_packets',
    '-show_entries',
    'packet=stream_index,pts,dts,flags',
  ]
  const args = ['-v', 'error', ...inputGuards([]), ...entries, '-show_data_hash', 'sha256', '-of', 'json', path]
  const { stdout } = await door.report('ffprobe', args, signal === undefined ? {} : { signal })
  return judge(JSON.parse(stdout === '' ? '{}' : stdout), profile, sound)
}

/** The verdict on what ffprobe said. */
function judge(report: unknown, profile: PictureProfile, sound: boolean): Survey {
  const { streams, packets } = zPackets.parse(report)
  const differences: string[] = []
  const check = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) differences.push(`${what} is ${String(found)}, not ${String(wanted)}`)
  }
  const picture = streams.find((stream) => stream.codec_type === 'video')
  const audio = streams.find((stream) => stream.codec_type === 'audio')
  check('the number of streams', streams.length, sound ? 2 : 1)
  if (picture === undefined) return { differences: ['there is no picture'], frames: 0, parameters: '' }

  const { fps } = profile
  const rate = rationalText(parseRational(rationalText(fps)) ?? fps)
  const tick = ticksPerFrame(fps)
  const shown = packets
    .filter((packet) => packet.stream_index === picture.index)
    .sort((a, b) => (a.pts ?? 0) - (b.pts ?? 0))
  const frames = shown.length
  check('the codec', picture.codec_name, 'h264')
  check('the width', picture.width, profile.width)
  check('the height', picture.height, profile.height)
  check('the pixel aspect', picture.sample_aspect_ratio, '1:1')
  check('the pixel format', picture.pix_fmt, 'yuv420p')
  check('the frame rate', picture.avg_frame_rate, rate)
  check('the time base', picture.time_base, `1/${timescaleOf(fps)}`)
  check('the range', picture.color_range, 'tv')
  check('the colour matrix', picture.color_space, 'bt709')
  check('the colour primaries', picture.color_primaries, 'bt709')
  check('the transfer curve', picture.color_transfer, 'bt709')
  check('the field order', picture.field_order, 'progressive')
  check('the rotation', picture.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0, 0)
  check('the length in ticks', picture.duration_ts, frames * tick)
  check(
    'a frame off its time',
    shown.findIndex((packet, index) => packet.pts !== index * tick),
    -1,
  )
  const decoded = packets.find((packet) => packet.stream_index === picture.index)
  check('the first decoding time', decoded?.dts, -REORDER_FRAMES * tick)
  const gop = gopOf(fps)
  check(
    'a key frame off its place',
    shown.findIndex((packet, index) => packet.flags.startsWith('K') !== (index % gop === 0)),
    -1,
  )
  if (sound) {
    check('the sound’s codec', audio?.codec_name, 'flac')
    check('the sample rate', audio?.sample_rate, SAMPLE_RATE)
    check('the channels', audio?.channels, 2)
    check('the start of the sound', audio?.start_time, 0)
    check('the samples', audio?.duration_ts, sampleAt(frames, fps, SAMPLE_RATE))
  }
  return { differences, frames, parameters: picture.extradata_hash ?? '' }
}
