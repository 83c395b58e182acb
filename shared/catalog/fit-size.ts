interface Size {
  readonly width: number
  readonly height: number
}

/** Ratios closer than this count as one: services round 16:9 to 1360×768. */
const SAME_RATIO = 0.02

/**
 * Of the sizes a model renders, the best for a wish: same orientation before all else, then the nearest ratio, then the smallest
 * that is not smaller, else the largest. Null where there are none.
 */
export function fitSize(sizes: readonly Size[], asked: Size): Size | null {
  const sameWay = sizes.filter((size) => orientation(size) === orientation(asked))
  const candidates = sameWay.length > 0 ? sameWay : sizes
  const nearest = Math.min(...candidates.map((size) => ratioGap(size, asked)))
  const ofRatio = candidates
    .filter((size) => ratioGap(size, asked) <= nearest + SAME_RATIO)
    .sort((a, b) => a.width * a.height - b.width * b.height || ratioGap(a, asked) - ratioGap(b, asked))
  return ofRatio.find((size) => shortSide(size) >= shortSide(asked)) ?? ofRatio.at(-1) ?? null
}

function orientation({ width, height }: Size): number {
  return Math.sign(width - height)
}

function ratioGap(a: Size, b: Size): number {
  return Math.abs(Math.log(a.width / a.height) - Math.log(b.width / b.height))
}

function shortSide({ width, height }: Size): number {
  return Math.min(width, height)
}
