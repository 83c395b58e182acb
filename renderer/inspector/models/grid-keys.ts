interface Place {
  readonly left: number
  readonly top: number
}

/** Which of the places in a grid (in reading order) an arrow key, Home or End goes to from one of them; null: no other. */
export function nextInGrid(places: readonly Place[], from: number, key: string): number | null {
  const here = places[from]
  if (!here) return null
  const last = places.length - 1
  const found = () => {
    switch (key) {
      case 'ArrowRight':
        return Math.min(from + 1, last)
      case 'ArrowLeft':
        return Math.max(from - 1, 0)
      case 'Home':
        return 0
      case 'End':
        return last
      case 'ArrowDown':
        return inColumn(places, here, (place) => place.top > here.top + 1)
      case 'ArrowUp':
        return inColumn(places, here, (place) => place.top < here.top - 1)
      default:
        return null
    }
  }
  const next = found()
  return next === from ? null : next
}

/** The place nearest above or below, in the same column where there is one. */
function inColumn(places: readonly Place[], here: Place, beyond: (place: Place) => boolean): number | null {
  let best: number | null = null
  let least = Number.POSITIVE_INFINITY
  for (const [index, place] of places.entries()) {
    if (!beyond(place)) continue
    const distance = Math.abs(place.top - here.top) + Math.abs(place.left - here.left) * 0.5
    if (distance < least) [best, least] = [index, distance]
  }
  return best
}
