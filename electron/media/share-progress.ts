/**
 * Splits one progress among steps by weight: each returned function takes its own step's 0..1. The whole never falls, and is 1
 * when every step with a weight is at 1. Always as many functions as weights.
 */
export function shareProgress<const W extends readonly number[]>(
  progress: (fraction: number) => void,
  weights: W,
): { readonly [K in keyof W]: (fraction: number) => void } {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const reached = weights.map(() => 0)
  let told = 0
  const report = () => {
    const whole = weights.reduce((total, weight, index) => total + weight * (reached[index] ?? 0), 0) / sum
    // Sums of fractions may miss 1 by a rounding error.
    const fraction = whole > 1 - 1e-9 ? 1 : whole
    if (fraction <= told) return
    told = fraction
    progress(fraction)
  }
  const shares = weights.map((_, index) => (fraction: number) => {
    reached[index] = Math.max(reached[index] ?? 0, Math.min(1, fraction))
    report()
  })
  return shares as { readonly [K in keyof W]: (fraction: number) => void }
}
