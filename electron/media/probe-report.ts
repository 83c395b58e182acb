import { z } from 'zod'

const zNumber = z.coerce.number().optional().catch(undefined)

/** The members of ffprobe's JSON that Reelay reads. Numbers arrive as text; `N/A` counts as absent. */
export const zProbeReport = z.object({
  streams: z
    .array(
      z.object({
        index: z.number().default(0),
        codec_type: z.string().optional(),
        codec_name: z.string().default('unknown'),
        width: z.number().optional(),
        height: z.number().optional(),
        pix_fmt: z.string().optional(),
        sample_aspect_ratio: z.string().optional(),
        field_order: z.string().optional(),
        color_range: z.string().optional(),
        color_space: z.string().optional(),
        color_transfer: z.string().optional(),
        color_primaries: z.string().optional(),
        avg_frame_rate: z.string().optional(),
        r_frame_rate: z.string().optional(),
        time_base: z.string().optional(),
        nb_frames: zNumber,
        start_time: zNumber,
        duration: zNumber,
        duration_ts: zNumber,
        sample_rate: zNumber,
        channels: z.number().optional(),
        channel_layout: z.string().optional(),
        extradata_hash: z.string().optional(),
        disposition: z.object({ attached_pic: z.number().optional() }).optional(),
        tags: z.record(z.string(), z.string()).optional(),
        side_data_list: z.array(z.object({ rotation: zNumber }).loose()).optional(),
      }),
    )
    .default([]),
  format: z
    .object({
      format_name: z.string().default('unknown'),
      start_time: zNumber,
      duration: zNumber,
      tags: z.record(z.string(), z.string()).optional(),
    })
    .default({ format_name: 'unknown' }),
})
export type ProbeReport = z.infer<typeof zProbeReport>
export type ProbeStream = ProbeReport['streams'][number]

/**
 * The same report read out of what `ffmpeg -i FILE` prints, for installations without ffprobe (ffmpeg-static has none).
 * Times are rounded to hundredths there, and rates to two decimals. Null where ffmpeg could not open the file.
 */
export function reportFromText(stderr: string): ProbeReport | null {
  const format = /^Input #0, (.+?), from '/m.exec(stderr)?.[1]
  if (format === undefined) return null
  const duration = /^ {2}Duration: (\d+):(\d\d):(\d\d\.\d+)/m.exec(stderr)
  const seconds =
    duration === null ? undefined : Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3])
  const start = /Duration: [^\n]*start: (-?[\d.]+)/.exec(stderr)?.[1]
  const streams = stderr
    .split(/^ {2}Stream #0:/m)
    .slice(1)
    .map((text, index) => streamFromText(text, index, seconds))
  return zProbeReport.parse({ streams, format: { format_name: format, duration: seconds, start_time: start } })
}

function streamFromText(text: string, index: number, seconds: number | undefined): Record<string, unknown> {
  const [line = ''] = text.split('\n', 1)
  const [, kind = '', details = ''] = /: (Video|Audio|Subtitle|Data|Attachment): (.*)$/.exec(line) ?? []
  const codec = /^[^\s,]+/.exec(details)?.[0]
  const base = { index, codec_type: kind.toLowerCase(), codec_name: codec, duration: seconds }
  if (kind === 'Audio') {
    const [, rate, layout = ''] = /(\d+) Hz, ([^,]+)/.exec(details) ?? []
    return { ...base, sample_rate: rate, channel_layout: layout, channels: channelsOf(layout) }
  }
  if (kind !== 'Video') return base
  const [, width, height] = /[ ,](\d+)x(\d+)[ ,]/.exec(`${details} `) ?? []
  // `yuv420p(tv, bt709/bt470bg/smpte170m, progressive)`: range, then matrix/primaries/transfer (one word if all are equal), then fields.
  const [, pixels, notes = ''] = /, ([a-z][a-z0-9_]+)(?:\(([^)]*)\))?, \d+x\d+/.exec(details) ?? []
  const words = notes.split(', ')
  const range = words.find((word) => word === 'tv' || word === 'pc')
  const field = words.find((word) => /progressive|first|frames?$/.test(word))
  const colour = words.find((word) => word !== range && word !== field && word !== '')
  const [matrix, primaries = matrix, transfer = matrix] = colour?.split('/') ?? []
  const rate = Number(/([\d.]+) fps/.exec(details)?.[1] ?? Number.NaN)
  return {
    ...base,
    width: Number(width),
    height: Number(height),
    pix_fmt: pixels,
    color_range: range,
    color_space: matrix,
    color_primaries: primaries,
    color_transfer: transfer,
    field_order: field === undefined || field === 'progressive' ? field : field.startsWith('top') ? 'tt' : 'bb',
    sample_aspect_ratio: /SAR (\d+:\d+)/.exec(details)?.[1],
    avg_frame_rate: Number.isFinite(rate) ? decimalRate(rate) : undefined,
    start_time: 0,
    disposition: { attached_pic: line.includes('(attached pic)') ? 1 : 0 },
    side_data_list: [{ rotation: /rotation of (-?[\d.]+) degrees/.exec(text)?.[1] }],
  }
}

function decimalRate(rate: number): string {
  const ntsc = [24, 30, 48, 60, 120].find((whole) => Math.abs(rate - (whole * 1000) / 1001) < 0.006)
  return ntsc === undefined ? `${Math.round(rate * 100)}/100` : `${ntsc * 1000}/1001`
}

function channelsOf(layout: string): number {
  const known: Record<string, number> = {
    mono: 1,
    stereo: 2,
    '2.1': 3,
    quad: 4,
    '5.0': 5,
    '5.1': 6,
    '6.1': 7,
    '7.1': 8,
  }
  const name = layout.replace(/\(.*$/, '').trim()
  return known[name] ?? (Number(/^(\d+) channels/.exec(name)?.[1]) || 2)
}
