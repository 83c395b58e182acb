import { describe, expect, it } from 'vitest'
import { type Move, parseCamera, viewAt } from './camera.ts'

const TABLE: readonly (readonly [string, readonly Move[]])[] = [
  ['Dawn over a lake, slow dolly in', ['dolly-in']],
  ['push in on the face', ['dolly-in']],
  ['camera zooms in', ['dolly-in']],
  ['Liquid transition, push out', ['pull-back']],
  ['dolly out to reveal the city', ['pull-back']],
  ['The camera pulls back', ['pull-back']],
  ['zoom out', ['pull-back']],
  ['pan left across the room', ['pan-left']],
  ['Pan right', ['pan-right']],
  ['a panning shot', ['pan-right']],
  ['tracking shot', ['pan-right']],
  ['tilt up to the sky', ['tilt-up']],
  ['tilt down', ['tilt-down']],
  ['crane up over the roofs', ['crane-up']],
  ['crane down', ['crane-down']],
  ['orbit around the bottle', ['orbit-right']],
  ['orbits left', ['orbit-left']],
  ['orbit', ['orbit-right']],
  ['static medium close-up', ['static']],
  ['locked-off shot, pan left', ['static']],
  ['handheld, dolly in', ['handheld', 'dolly-in']],
  ['dolly in and tilt up', ['dolly-in', 'tilt-up']],
  ['a field of panthers', ['dolly-in']],
]

describe('parseCamera', () => {
  it.each(TABLE)('reads "%s" as %j', (prompt, moves) => {
    expect(parseCamera(prompt).moves).toEqual(moves)
  })

  it('reads the pace', () => {
    expect(parseCamera('slow dolly in').pace).toBeLessThan(parseCamera('dolly in').pace)
    expect(parseCamera('fast dolly in').pace).toBeGreaterThan(parseCamera('dolly in').pace)
  })

  it('takes the idle move where no camera word is given', () => {
    expect(parseCamera('a founder speaks', 'static').moves).toEqual(['static'])
  })
})

describe('viewAt', () => {
  const steps = (prompt: string, read: (view: ReturnType<typeof viewAt>) => number) => {
    const camera = parseCamera(prompt)
    const values = Array.from({ length: 97 }, (_, i) => read(viewAt(camera, i / 96, 4)))
    return values.slice(1).map((value, i) => value - (values[i] ?? 0))
  }

  it.each([
    ['dolly in', (view: ReturnType<typeof viewAt>) => view.zoom, 1],
    ['pull back', (view: ReturnType<typeof viewAt>) => view.zoom, -1],
    ['pan left', (view: ReturnType<typeof viewAt>) => view.x, -1],
    ['pan right', (view: ReturnType<typeof viewAt>) => view.x, 1],
    ['tilt up', (view: ReturnType<typeof viewAt>) => view.y, -1],
    ['orbit', (view: ReturnType<typeof viewAt>) => view.orbit, 1],
  ] as const)('%s goes one way and changes its speed gently', (prompt, read, way) => {
    const speeds = steps(prompt, read).map((step) => step * way)
    expect(Math.min(...speeds)).toBeGreaterThan(0)
    const fastest = Math.max(...speeds)
    const jerks = speeds.slice(1).map((speed, i) => Math.abs(speed - (speeds[i] ?? 0)))
    expect(Math.max(...jerks)).toBeLessThan(fastest * 0.05)
  })

  it('does not move when static', () => {
    expect(viewAt(parseCamera('static'), 0.7, 4)).toEqual({ zoom: 1, x: 0, y: 0, orbit: 0, roll: 0 })
  })
})
