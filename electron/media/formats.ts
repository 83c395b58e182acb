/**
 * Demuxers that read one self-contained media file. Everything else (hls, dash, concat, sdp, image sequences by pattern, svg …)
 * is refused before it is opened, so that a playlist can never make Reelay read or fetch something else.
 */
const MEDIA_DEMUXERS = [
  ...[
    'mov',
    'mp4',
    'm4a',
    '3gp',
    '3g2',
    'mj2',
    'matroska',
    'webm',
    'avi',
    'mpegts',
    'mpeg',
    'mxf',
    'flv',
    'asf',
    'ogg',
    'gif',
    'nut',
    'ivf',
  ],
  ...['wav', 'w64', 'aiff', 'caf', 'flac', 'mp3', 'aac', 'ac3', 'eac3', 'dts', 'au', 'opus', 'amr'],
  ...[
    'image2',
    'png_pipe',
    'jpeg_pipe',
    'jpegxl_pipe',
    'webp_pipe',
    'bmp_pipe',
    'tiff_pipe',
    'gif_pipe',
    'exr_pipe',
    'apng',
  ],
]

export const STILL_DEMUXERS: ReadonlySet<string> = new Set([
  ...['image2', 'png_pipe', 'jpeg_pipe', 'jpegxl_pipe', 'webp_pipe', 'bmp_pipe', 'tiff_pipe', 'gif_pipe', 'exr_pipe'],
])

/** Options before every `-i`: local files only, and (unless the caller names the format) only self-contained media. */
export function inputGuards(options: readonly string[]): string[] {
  const formatGiven = options.includes('-f') || options.includes('-format_whitelist')
  return ['-protocol_whitelist', 'file,pipe', ...(formatGiven ? [] : ['-format_whitelist', MEDIA_DEMUXERS.join(',')])]
}
