import { describe, expect, it } from 'vitest'
import type { Fit, GenerateRequest } from '../node/generate.ts'
import { fit as fitTo, type Wish } from './fit.ts'
import { bundled, media } from './testing/bundled.ts'

const frame = media('image')
const clip = media('video', 5)
const voice = media('audio', 4)
const kit = (count: number): (typeof frame)[] =>
  Array.from({ length: count }, (_, index) => ({ ...frame, name: `r${index}` }))

const HD = { width: 1280, height: 720 }
const FULL_HD = { width: 1920, height: 1080 }
const UHD = { width: 3840, height: 2160 }

interface Row {
  readonly model: string
  readonly wish: Wish
  readonly request?: Partial<GenerateRequest>
  /** Parts that must not be there. */
  readonly without?: readonly (keyof GenerateRequest)[]
  readonly notes?: readonly string[]
  readonly problems?: readonly string[]
}

function check({ model, wish, request = {}, without = [], notes = [], problems = [] }: Row): void {
  const result: Fit = fitTo(bundled(model), wish)
  expect(result.notes).toEqual(notes)
  expect(result.problems).toEqual(problems)
  expect(result.request).toMatchObject({ kind: bundled(model).kind, model, ...request })
  for (const part of without) expect(result.request).not.toHaveProperty(part)
}

const tables: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  'a wish the model can take': {
    'goes through as it is': {
      model: 'standin/animatic',
      wish: {
        prompt: 'A hill at dawn',
        negative: 'people',
        seconds: 4.5,
        width: 854,
        height: 480,
        fps: 25,
        seed: 7,
        sound: true,
        startFrame: frame,
        endFrame: frame,
        references: kit(9),
      },
      request: {
        prompt: 'A hill at dawn',
        negative: 'people',
        seconds: 4.5,
        width: 854,
        height: 480,
        fps: 25,
        seed: 7,
        sound: true,
        startFrame: frame,
        endFrame: frame,
        references: kit(9),
      },
    },
    'carries no empty parts': {
      model: 'standin/animatic',
      wish: { prompt: 'x', negative: '  ', references: [], startFrame: undefined },
      request: { sound: false },
      without: ['negative', 'references', 'startFrame', 'seconds', 'width', 'seed'],
    },
  },
  'what has no place is set aside and said': {
    'frames, texts, sounds and references': {
      model: 'runway/gen4.5',
      wish: {
        prompt: 'x',
        startFrame: frame,
        endFrame: frame,
        references: kit(2),
        video: clip,
        image: frame,
        audio: voice,
        negative: 'people',
        sound: true,
      },
      request: { startFrame: frame },
      without: ['endFrame', 'references', 'video', 'image', 'audio', 'negative', 'sound'],
      notes: [
        'Gen-4.5 takes no end frame: set aside.',
        'Gen-4.5 takes no references: set aside.',
        'Gen-4.5 takes no input clip: set aside.',
        'Gen-4.5 takes no input image: set aside.',
        'Gen-4.5 takes no input sound: set aside.',
        'Gen-4.5 takes no negative prompt: set aside.',
        'Gen-4.5 makes no sound: the clip will be silent.',
      ],
    },
    'a chosen seed': {
      model: 'kling/v3',
      wish: { prompt: 'x', seed: 4 },
      without: ['seed'],
      notes: ['Kling 3 takes no seed: set aside.'],
    },
    'a seed nobody chose goes unmentioned': {
      model: 'kling/v3',
      wish: { prompt: 'x', seed: 4, seedDerived: true },
      without: ['seed', 'seedDerived' as never],
    },
    'silence from a model that always sounds': {
      model: 'kling/v4',
      wish: { prompt: 'x', sound: false },
      without: ['sound'],
      notes: ['Kling 4 always makes sound: leave it out where the clip is used.'],
    },
    'sound at a size that has none': {
      model: 'kling/v2-6',
      wish: { prompt: 'x', sound: true, ...HD },
      request: { sound: false },
      notes: ['Kling 2.6 makes no sound with this size and these inputs: the clip will be silent.'],
    },
    'sound at a size that has it': {
      model: 'kling/v2-6',
      wish: { prompt: 'x', sound: true, ...FULL_HD },
      request: { sound: true },
    },
    'another frame rate': {
      model: 'google/veo-3.1-fast',
      wish: { prompt: 'x', fps: 25 },
      without: ['fps'],
      notes: ['Veo 3.1 Fast renders 24 frames a second: normalize the clip to 25.'],
    },
    'length and sound of a still go unmentioned': {
      model: 'runway/gen4_image',
      wish: { prompt: 'x', seconds: 5, fps: 24, sound: true, ...HD },
      without: ['seconds', 'fps', 'sound'],
    },
    'a prompt for an upscaler': {
      model: 'topaz/proteus',
      wish: { prompt: 'sharper', video: clip, scale: 2 },
      request: { video: clip, scale: 2 },
      without: ['prompt'],
      notes: ['Topaz Proteus takes no prompt: set aside.'],
    },
    'a scale for a model without': {
      model: 'standin/lips',
      wish: { video: clip, audio: voice, scale: 2 },
      without: ['scale'],
      notes: ['Lip-sync (stand-in) takes no scale: set aside.'],
    },
  },
  'lengths go up to the next one allowed': {
    'from a range': {
      model: 'runway/gen4.5',
      wish: { prompt: 'x', seconds: 4.2 },
      request: { seconds: 5 },
      notes: ['Gen-4.5 cannot make 4.2 s: it makes 5 s.'],
    },
    'from a set': {
      model: 'google/veo-3.1',
      wish: { prompt: 'x', seconds: 5 },
      request: { seconds: 6 },
      notes: ['Veo 3.1 cannot make 5 s: it makes 6 s.'],
    },
    'down only where the model ends': {
      model: 'google/veo-3.1',
      wish: { prompt: 'x', seconds: 12 },
      request: { seconds: 8 },
      notes: ['Veo 3.1 cannot make 12 s: it makes 8 s.'],
    },
    'up to the least': {
      model: 'kling/v3',
      wish: { prompt: 'x', seconds: 1 },
      request: { seconds: 3 },
      notes: ['Kling 3 cannot make 1 s: it makes 3 s.'],
    },
    'float dust is no length': {
      model: 'runway/gen4.5',
      wish: { prompt: 'x', seconds: 0.1 * 30 },
      request: { seconds: 3 },
    },
    'a narrower set beside references': {
      model: 'google/veo-3.1',
      wish: { prompt: 'x', seconds: 4, references: kit(2) },
      request: { seconds: 8, references: kit(2) },
      notes: ['Veo 3.1 cannot make 4 s in this way: it makes 8 s.'],
    },
  },
  'sizes of the same orientation, not smaller where there is one': {
    'the very size': { model: 'runway/gen4.5', wish: { prompt: 'x', ...HD }, request: HD },
    'the largest where the film is larger': {
      model: 'runway/gen4.5',
      wish: { prompt: 'x', ...FULL_HD },
      request: HD,
      notes: ['Gen-4.5 does not render 1920×1080: it makes 1280×720.'],
    },
    'the next larger one': {
      model: 'kling/v3',
      wish: { prompt: 'x', width: 1600, height: 900 },
      request: FULL_HD,
      notes: ['Kling 3 does not render 1600×900: it makes 1920×1080.'],
    },
    'portrait stays portrait': {
      model: 'kling/v3',
      wish: { prompt: 'x', width: 540, height: 960 },
      request: { width: 720, height: 1280 },
      notes: ['Kling 3 does not render 540×960: it makes 720×1280.'],
    },
    'ratios that open up with a start frame': {
      model: 'runway/gen4.5',
      wish: { prompt: 'x', startFrame: frame, width: 960, height: 960 },
      request: { width: 960, height: 960 },
    },
    'and not without': {
      model: 'runway/gen4.5',
      wish: { prompt: 'x', width: 1584, height: 672 },
      request: HD,
      notes: ['Gen-4.5 does not render 1584×672: it makes 1280×720.'],
    },
    '4K where a host has it': {
      model: 'google/veo-3.1',
      wish: { prompt: 'x', startFrame: frame, endFrame: frame, seconds: 8, ...UHD },
      request: UHD,
    },
    'and else what there is': {
      model: 'google/veo-3.1',
      wish: { prompt: 'x', seconds: 8, ...UHD },
      request: FULL_HD,
      notes: ['Veo 3.1 does not render 3840×2160: it makes 1920×1080.'],
    },
  },
  'references, exclusive parts and partners': {
    'cut to the maximum': {
      model: 'runway/gen4_image',
      wish: { prompt: 'x', references: kit(5) },
      request: { references: kit(3) },
      notes: ['Gen-4 Image takes at most 3 of the 5 references here: the last 2 are set aside.'],
    },
    'fewer beside a clip, which also ends the sound': {
      model: 'kling/v3-omni',
      wish: { prompt: 'x', references: kit(5), video: clip, sound: true, seconds: 12, ...HD },
      request: { references: kit(4), video: clip, sound: false, seconds: 10 },
      notes: [
        'Kling 3 Omni takes at most 4 of the 5 references here: the last one is set aside.',
        'Kling 3 Omni makes no sound with this size and these inputs: the clip will be silent.',
        'Kling 3 Omni cannot make 12 s in this way: it makes 10 s.',
      ],
    },
    'frames win over references': {
      model: 'google/veo-3.1',
      wish: { prompt: 'x', startFrame: frame, references: kit(2), negative: 'people', seed: 1 },
      request: { startFrame: frame, negative: 'people', seed: 1 },
      without: ['references'],
      notes: ['Veo 3.1 takes start frame or references, not both: references set aside.'],
    },
    'references win over negative prompt and seed': {
      model: 'google/veo-3.1',
      wish: { prompt: 'x', references: kit(2), negative: 'people', seed: 1, seedDerived: true, seconds: 8 },
      request: { references: kit(2) },
      without: ['negative', 'seed'],
      notes: ['Veo 3.1 takes references or negative prompt, not both: negative prompt set aside.'],
    },
    'an end frame wants its start frame': {
      model: 'kling/v3',
      wish: { prompt: 'x', endFrame: frame },
      without: ['endFrame'],
      notes: ['Kling 3 takes an end frame only together with a start frame: set aside.'],
    },
  },
  'texts and voices': {
    'a long prompt ends with a sentence': {
      model: 'runway/gen4.5',
      wish: { prompt: `${'A hill at dawn. '.repeat(70)}` },
      request: { prompt: 'A hill at dawn. '.repeat(62).trimEnd() },
      notes: ['The prompt has 1120 characters, Gen-4.5 takes 1000: cut after “… hill at dawn. A hill at dawn.”.'],
    },
    'a speech is not cut': {
      model: 'elevenlabs/v4',
      wish: { prompt: 'x'.repeat(10_001) },
      request: { prompt: 'x'.repeat(10_001) },
      problems: ['The text has 10001 characters and Eleven v4 speaks at most 10000: split it.'],
    },
    'an unknown voice': {
      model: 'standin/voice',
      wish: { prompt: 'Hello', voice: 'Rachel' },
      request: { voice: 'alto' },
      notes: [
        'Voice (stand-in) has no voice “Rachel”: it speaks as “alto” (there are alto, soprano, tenor, baritone and bass).',
      ],
    },
    'no voice chosen': { model: 'standin/voice', wish: { prompt: 'Hello', voice: '' }, request: { voice: 'alto' } },
    'any voice id where the list is the host’s': {
      model: 'elevenlabs/v4',
      wish: { prompt: 'Hello', voice: 'abc123' },
      request: { voice: 'abc123' },
    },
    'the next scale': {
      model: 'standin/upscaler',
      wish: { image: frame, scale: 3 },
      request: { scale: 4 },
      notes: ['Upscaler (stand-in) scales by 2 or 4: 3 becomes 4.'],
    },
  },
  problems: {
    'nothing to go by': {
      model: 'standin/animatic',
      wish: { prompt: ' ', seconds: 4 },
      problems: ['Animatic (stand-in) needs a prompt, a start frame or references.'],
    },
    'a still and no prompt are enough for some': {
      model: 'standin/animatic',
      wish: { startFrame: frame },
      request: {},
    },
    'a prompt in any case': {
      model: 'runway/gen4.5',
      wish: { startFrame: frame },
      problems: ['Gen-4.5 needs a prompt.'],
    },
    'image to video without an image': {
      model: 'runway/gen4_turbo',
      wish: { prompt: 'x' },
      problems: ['Gen-4 Turbo needs a start frame.'],
    },
    'a lip-sync without voice': {
      model: 'sync/lipsync-2',
      wish: { video: clip },
      problems: ['Lipsync 2 needs an input sound.'],
    },
    'an upscaler without a picture': {
      model: 'standin/upscaler',
      wish: { scale: 2 },
      problems: ['Upscaler (stand-in) needs an input clip or an input image.'],
    },
    'a still for an upscaler of clips': {
      model: 'topaz/proteus',
      wish: { image: frame, scale: 2 },
      notes: ['Topaz Proteus takes no input image: set aside.'],
      problems: ['Topaz Proteus needs an input clip.'],
    },
    'a retired model': {
      model: 'openai/sora-2',
      wish: { prompt: 'x' },
      problems: ['Sora 2 is retired: choose google/veo-3.1-fast instead.'],
    },
  },
}

describe.each(Object.entries(tables))('fit: %s', (_, table) => {
  it.each(Object.entries(table))('%s', (_name, row) => check(row))
})

describe('fit', () => {
  it('names what no single host takes together', () => {
    const veo = bundled('google/veo-3.1')
    const onRunway = { ...veo, hosts: veo.hosts.filter((host) => host.provider === 'runway') }
    expect(fitTo(onRunway, { prompt: 'x', references: kit(1), seconds: 8, ...HD }).problems).toEqual([
      'No service that runs Veo 3.1 takes prompt and references together at this size: remove one of them.',
    ])
  })

  it('says that a model chooses its own length', () => {
    const { duration: _, ...music } = bundled('standin/score')
    const { request, notes } = fitTo(music, { prompt: 'x', seconds: 20 })
    expect(request).not.toHaveProperty('seconds')
    expect(notes).toEqual(['Score (stand-in) decides the length itself: 20 s set aside.'])
  })

  it('fits what it has fitted without another word', () => {
    for (const rows of Object.values(tables)) {
      for (const [name, { model, wish }] of Object.entries(rows)) {
        const once = fitTo(bundled(model), wish)
        if (once.problems.length > 0) continue
        const { kind: _kind, model: _model, ...again } = once.request
        expect(fitTo(bundled(model), again), name).toEqual({ request: once.request, notes: [], problems: [] })
      }
    }
  })
})
