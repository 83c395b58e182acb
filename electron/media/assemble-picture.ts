import type { MediaJob, Rational } from '#shared/node/media.ts'
import { type Piece, type Segment, segmentFrames } from './assemble-plan.ts'
import type { Ffmpeg, FfmpegCommand } from './door.ts'
import { container, deliveryTags, type PictureProfile, pictureEncoding, REORDER_FRAMES } from './encoding.ts'
import { secondsOf } from './rational.ts'

/** Encodes one segment of a film, without sound, so that it joins the copied ones. `pathOf` gives conformed clips by index. */
export async function encodeSegment(
  ffmpeg: Ffmpeg,
  segment: Extract<Segment, { kind: 'encode' }>,
  pathOf: (clip: number) => string,
  profile: PictureProfile,
  output: string,
  job: MediaJob,
): Promise<void> {
  await ffmpeg.run(segmentCommand(segment, pathOf, profile, output), job)
}

/** The command of `encodeSegment`. Pure. */
function segmentCommand(
  segment: Extract<Segment, { kind: 'encode' }>,
  pathOf: (clip: number) => string,
  profile: PictureProfile,
  output: string,
): FfmpegCommand {
  const { fps } = profile
  const { pieces, dissolve } = segment
  const frames = segmentFrames(segment)
  const read = pieces.map(({ from, to }, index) => {
    // `fps` turns gaps of a damaged table into repeated frames, so that the count stays exact.
    const exact = `setpts=PTS-STARTPTS,fps=${fps.num}/${fps.den}:start_time=0:round=near,trim=end_frame=${to - from}`
    return `[${index}:v:0]${exact},setpts=PTS-STARTPTS[p${index}]`
  })
  const labels = pieces.map((_, index) => `[p${index}]`).join('')
  const [first] = pieces
  const lead = first === undefined ? 0 : first.to - first.from - dissolve
  const seconds = (count: number) => secondsOf(count, fps).toFixed(6)
  const join =
    pieces.length === 1
      ? 'null'
      : dissolve > 0
        ? `xfade=transition=fade:duration=${seconds(dissolve)}:offset=${seconds(lead)}`
        : `concat=n=${pieces.length}:v=1:a=0`
  return {
    inputs: pieces.map((piece) => ({ path: pathOf(piece.clip), options: seekTo(piece, fps) })),
    filter: `${read.join(';')};${labels}${join},trim=end_frame=${frames},${deliveryTags(profile)}[v]`,
    outputOptions: ['-map', '[v]', ...pictureEncoding(profile), ...container(profile)],
    output,
    seconds: secondsOf(frames, fps),
  }
}

/** Decoding starts at the key frame before; a quarter of a frame early, so that rounding never drops the first frame. */
function seekTo({ from }: Piece, fps: Rational): string[] {
  return from === 0 ? [] : ['-ss', ((secondsOf(1, fps) * (4 * from - 1)) / 4).toFixed(6)]
}

/**
 * The list ffmpeg's concat demuxer joins: whole files, or the stretch of one between key frames. Each length is the difference of
 * rounded positions on the timeline, so that microseconds never add up.
 */
export function concatList(segments: readonly Segment[], paths: readonly string[], fps: Rational): string {
  const at = (frame: number) => Math.round(secondsOf(frame, fps) * 1e6)
  const text = (microseconds: number) => (microseconds / 1e6).toFixed(6)
  const lines = ['ffconcat version 1.0']
  let position = 0
  for (const [index, segment] of segments.entries()) {
    const frames = segmentFrames(segment)
    lines.push(`file '${(paths[index] ?? '').replaceAll("'", "'\\''")}'`)
    if (segment.kind === 'copy' && !segment.whole) {
      const { from, to } = segment.piece
      if (from > 0) lines.push(`inpoint ${text(at(from))}`)
      // It ends at the first packet decoded at or after this moment, and decoding runs ahead of showing.
      lines.push(`outpoint ${text(Math.round(secondsOf(to - REORDER_FRAMES, fps) * 1e6 - secondsOf(1, fps) * 5e5))}`)
    }
    lines.push(`duration ${text(at(position + frames) - at(position))}`)
    position += frames
  }
  return `${lines.join('\n')}\n`
}
