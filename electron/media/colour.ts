import type { ProbedPicture } from './probe.ts'

/** What the pixels of a clip mean, every tag resolved; names as the `setparams` filter takes them. */
export interface Colour {
  readonly matrix: string
  readonly primaries: 'bt709' | 'bt2020'
  readonly transfer: string
  readonly full: boolean
  /** Stored as RGB, palette or grey: decoded to RGB first. */
  readonly rgb: boolean
  readonly hdr: boolean
}

const MATRICES = new Set(['bt709', 'smpte170m', 'bt470bg', 'smpte240m', 'fcc', 'bt2020nc', 'bt2020c'])
const WIDE_TRANSFERS = new Set(['smpte2084', 'arib-std-b67', 'bt2020-10', 'bt2020-12'])
const RGB_FORMATS = /^(gbr|rgb|bgr|argb|abgr|0rgb|0bgr|pal8|gray|ya8|ya16|mono)/

/**
 * Resolves a clip's colour: tags where they are trustworthy, else by the usual rule (untagged HD is BT.709, untagged SD BT.601 of
 * its line count, RGB is full range). A transfer of sRGB or gamma is taken as BT.709: such clips are meant for a display as they are.
 */
export function colourOf(picture: ProbedPicture): Colour {
  const { width, height, pixelFormat } = picture
  const rgb = RGB_FORMATS.test(pixelFormat)
  const hd = Math.max(width, height) >= 1280 || height >= 720
  const untagged = hd ? 'bt709' : height === 576 ? 'bt470bg' : 'smpte170m'
  const tagged = picture.matrix !== undefined && MATRICES.has(picture.matrix) ? picture.matrix : undefined
  const matrix = rgb ? 'gbr' : (tagged ?? untagged)
  const wide = matrix.startsWith('bt2020')
  const primaries = picture.primaries === 'bt2020' || (isUnknown(picture.primaries) && wide) ? 'bt2020' : 'bt709'
  const transfer = isUnknown(picture.transfer) ? (wide ? 'bt2020-10' : 'bt709') : (picture.transfer ?? 'bt709')
  return {
    matrix,
    primaries,
    transfer: WIDE_TRANSFERS.has(transfer) ? transfer : 'bt709',
    full: rgb || picture.range === 'pc' || pixelFormat.startsWith('yuvj'),
    rgb,
    hdr: transfer === 'smpte2084' || transfer === 'arib-std-b67',
  }
}

/** The filter that writes the resolved colour onto the frames. */
export function colourTags({ full, primaries, transfer, matrix }: Colour): string {
  return `setparams=range=${full ? 'pc' : 'tv'}:color_primaries=${primaries}:color_trc=${transfer}:colorspace=${matrix}`
}

/** True for frames that are BT.709, limited range, already. */
export function isDeliveryColour({ matrix, primaries, transfer, full }: Colour): boolean {
  return matrix === 'bt709' && primaries === 'bt709' && transfer === 'bt709' && !full
}

function isUnknown(tag: string | undefined): boolean {
  return tag === undefined || tag === 'unknown' || tag === 'reserved' || tag === 'unspecified'
}
