import type { Fit, GenerateRequest } from '../node/generate.ts'
import { snapSeconds } from './fit-duration.ts'
import { fitSize } from './fit-size.ts'
import { cutAtSentence } from './fit-text.ts'
import { hostsFor } from './hosts.ts'
import { holds, shortSideOf } from './request-facts.ts'
import { type Duration, type Limit, type ModelEntry, REQUEST_PARTS, type RequestPart } from './schema.ts'

/** What a node would like, before anybody asked whether the model can: a request without its model, of parts that may be missing. */
export type Wish = {
  readonly [K in Exclude<keyof GenerateRequest, 'kind' | 'model'>]?: GenerateRequest[K] | undefined
} & {
  /** True where nobody chose the seed (it comes from the take): a model without seeds then goes unmentioned. */
  readonly seedDerived?: boolean | undefined
}

type Draft = { -readonly [K in keyof GenerateRequest]: GenerateRequest[K] }

const NAMES: Readonly<Record<RequestPart, string>> = {
  prompt: 'prompt',
  startFrame: 'start frame',
  endFrame: 'end frame',
  references: 'references',
  video: 'input clip',
  image: 'input image',
  audio: 'input sound',
  negative: 'negative prompt',
  sound: 'native sound',
  seed: 'seed',
}

/**
 * Turns what a node wants into a request the model can take. What does not fit is cut, snapped or set aside, and said in one note
 * each; what makes the request impossible is a problem, and nothing may then be sent. Pure: the plan and the run call it alike.
 */
export function fit(entry: ModelEntry, wish: Wish): Fit {
  const draft: Draft = { kind: entry.kind, model: entry.id }
  const notes: string[] = []
  const problems: string[] = []
  if (entry.state === 'retired') problems.push(retiredSentence(entry))

  takeParts(entry, wish, draft, notes)
  takeTexts(entry, wish, draft, notes, problems)
  dropExcluded(entry, wish, draft, notes)
  dropLonely(entry, draft, notes)
  if (entry.kind === 'video' || entry.kind === 'image') takeSize(entry, wish, draft, notes)
  takeScale(entry, wish, draft, notes)
  const limits = limitsOf(entry, draft)
  takeReferences(entry, limits, draft, notes)
  takeSound(entry, limits, wish, draft, notes)
  takeSeconds(entry, limits, wish, draft, notes)
  takeFps(entry, wish, draft, notes)
  takeVoice(entry, wish, draft, notes)

  problems.push(...missingParts(entry, draft))
  if (hostsFor(entry, draft).length === 0) {
    const parts = REQUEST_PARTS.filter((part) => holds(draft, part)).map((part) => NAMES[part])
    problems.push(
      `No service that runs ${entry.title} takes ${list(parts, 'and')} together at this size: remove one of them.`,
    )
  }
  return { request: draft, notes, problems }
}

/** Why a retired model cannot be used and what to use instead. */
export function retiredSentence(entry: ModelEntry, successorTitle?: string): string {
  if (entry.successor === undefined) return `${entry.title} is retired: choose another model.`
  const name = successorTitle === undefined ? entry.successor : `${successorTitle} (${entry.successor})`
  return `${entry.title} is retired: choose ${name} instead.`
}

/** Media, negative prompt and seed: what the model has a place for. */
function takeParts(entry: ModelEntry, wish: Wish, draft: Draft, notes: string[]): void {
  const takes = partsTaken(entry)
  for (const part of REQUEST_PARTS) {
    const taken = takes[part]
    if (taken === undefined || !holds(wish, part)) continue
    if (taken) Object.assign(draft, { [part]: wish[part] })
    else if (part !== 'seed' || wish.seedDerived !== true)
      notes.push(`${entry.title} takes no ${NAMES[part]}: set aside.`)
  }
}

/** Prompt and sound are missing here: they are more than taken or not. */
function partsTaken({ modes, negative, seed }: ModelEntry): Readonly<Partial<Record<RequestPart, boolean>>> {
  const { startFrame, endFrame, video, audio } = modes
  const references = modes.references > 0
  return { startFrame, endFrame, references, video, image: modes.image === true, audio, negative, seed }
}

/** Of each set of which only one may be used, the one first in `REQUEST_PARTS` stays. */
function dropExcluded(entry: ModelEntry, wish: Wish, draft: Draft, notes: string[]): void {
  for (const set of entry.exclusive) {
    const [kept, ...dropped] = REQUEST_PARTS.filter((part) => set.includes(part) && holds(draft, part))
    if (kept === undefined) continue
    for (const part of dropped) {
      delete draft[part]
      if (part === 'seed' && wish.seedDerived === true) continue
      notes.push(`${entry.title} takes ${NAMES[kept]} or ${NAMES[part]}, not both: ${NAMES[part]} set aside.`)
    }
  }
}

/** A part that the model takes only beside another one (an end frame beside a start frame). */
function dropLonely(entry: ModelEntry, draft: Draft, notes: string[]): void {
  for (const { when, needs } of entry.limits ?? []) {
    if (needs === undefined || when.with === undefined) continue
    if (!holds(draft, when.with) || holds(draft, needs)) continue
    delete draft[when.with]
    const [part, other] = [NAMES[when.with], withArticle(NAMES[needs])]
    notes.push(`${entry.title} takes ${withArticle(part)} only together with ${other}: set aside.`)
  }
}

function takeTexts(entry: ModelEntry, wish: Wish, draft: Draft, notes: string[], problems: string[]): void {
  const promptMax = entry.promptMax ?? Number.POSITIVE_INFINITY
  const negativeMax = entry.negativeMax ?? promptMax
  if (wish.prompt !== undefined && wish.prompt.trim() !== '') {
    const { length } = wish.prompt
    draft.prompt = wish.prompt
    if (promptMax === 0) {
      delete draft.prompt
      notes.push(`${entry.title} takes no prompt: set aside.`)
    } else if (length > promptMax && entry.kind === 'speech') {
      // A voice that stops half-way is no smaller version of what was asked for, so this is not cut.
      problems.push(`The text has ${length} characters and ${entry.title} speaks at most ${promptMax}: split it.`)
    } else if (length > promptMax) draft.prompt = cut(entry, 'prompt', wish.prompt, promptMax, notes)
  }
  if (draft.negative !== undefined && draft.negative.length > negativeMax) {
    draft.negative = cut(entry, 'negative prompt', draft.negative, negativeMax, notes)
  }
}

function cut(entry: ModelEntry, name: string, text: string, max: number, notes: string[]): string {
  const kept = cutAtSentence(text, max)
  notes.push(`The ${name} has ${text.length} characters, ${entry.title} takes ${max}: cut after “…${kept.slice(-30)}”.`)
  return kept
}

function takeSize(entry: ModelEntry, wish: Wish, draft: Draft, notes: string[]): void {
  if (wish.width === undefined || wish.height === undefined) return
  const asked = { width: wish.width, height: wish.height }
  const sizes = entry.sizes?.filter((size) => size.with === undefined || size.with.some((part) => holds(draft, part)))
  // A host may stop below the largest size and another may not take a part of this request: only what both allow is offered.
  const hosted = sizes?.filter(
    (size) => hostsFor(entry, { ...draft, width: size.width, height: size.height }).length > 0,
  )
  const size = sizes === undefined ? asked : fitSize(hosted !== undefined && hosted.length > 0 ? hosted : sizes, asked)
  if (size === null) return
  draft.width = size.width
  draft.height = size.height
  if (size.width === asked.width && size.height === asked.height) return
  const [from, to] = [`${asked.width}×${asked.height}`, `${size.width}×${size.height}`]
  notes.push(`${entry.title} does not render ${from}: it makes ${to}.`)
}

function takeScale(entry: ModelEntry, wish: Wish, draft: Draft, notes: string[]): void {
  if (wish.scale === undefined) return
  if (entry.scales === undefined) {
    notes.push(`${entry.title} takes no scale: set aside.`)
    return
  }
  const ordered = [...entry.scales].sort((a, b) => a - b)
  const scale = ordered.find((candidate) => candidate >= (wish.scale ?? 0)) ?? ordered.at(-1)
  if (scale === undefined) return
  draft.scale = scale
  if (scale !== wish.scale) {
    notes.push(`${entry.title} scales by ${list(ordered.map(String), 'or')}: ${wish.scale} becomes ${scale}.`)
  }
}

/** The model's own narrowings that this request runs into. */
function limitsOf(entry: ModelEntry, draft: Draft): readonly Limit[] {
  const shortSide = shortSideOf(draft)
  return (entry.limits ?? []).filter(({ when }) => {
    if (when.with !== undefined && !holds(draft, when.with)) return false
    if (when.minShortSide !== undefined && (shortSide === null || shortSide < when.minShortSide)) return false
    return when.maxShortSide === undefined || (shortSide !== null && shortSide <= when.maxShortSide)
  })
}

function takeReferences(entry: ModelEntry, limits: readonly Limit[], draft: Draft, notes: string[]): void {
  if (draft.references === undefined) return
  const max = Math.min(entry.modes.references, ...limits.map((limit) => limit.references ?? Number.POSITIVE_INFINITY))
  const given = draft.references.length
  if (given <= max) return
  const dropped = given - max
  if (max === 0) delete draft.references
  else draft.references = draft.references.slice(0, max)
  const what = dropped === 1 ? 'the last one is' : `the last ${dropped} are`
  notes.push(`${entry.title} takes at most ${max} of the ${given} references here: ${what} set aside.`)
}

function takeSound(entry: ModelEntry, limits: readonly Limit[], wish: Wish, draft: Draft, notes: string[]): void {
  if (entry.kind !== 'video') return
  if (entry.sound === 'always') {
    if (wish.sound === false) notes.push(`${entry.title} always makes sound: leave it out where the clip is used.`)
    return
  }
  if (entry.sound === 'none') {
    if (wish.sound === true) notes.push(`${entry.title} makes no sound: the clip will be silent.`)
    return
  }
  // Nobody pays for sound they did not ask for.
  draft.sound = wish.sound ?? false
  const silenced = limits.some((limit) => limit.sound === false) || excludes(entry, draft, 'sound')
  if (draft.sound && silenced) {
    draft.sound = false
    notes.push(`${entry.title} makes no sound with this size and these inputs: the clip will be silent.`)
  }
}

function excludes(entry: ModelEntry, draft: Draft, part: RequestPart): boolean {
  return entry.exclusive.some((set) => set.includes(part) && set.some((other) => other !== part && holds(draft, other)))
}

function takeSeconds(entry: ModelEntry, limits: readonly Limit[], wish: Wish, draft: Draft, notes: string[]): void {
  if (wish.seconds === undefined) return
  if (entry.duration === undefined) {
    const chosen = entry.kind === 'video' || entry.kind === 'music' || entry.kind === 'effect'
    if (chosen) notes.push(`${entry.title} decides the length itself: ${wish.seconds} s set aside.`)
    return
  }
  const allowed = limits.map((limit) => limit.duration).filter((duration) => duration !== undefined)
  const seconds = snapAll([entry.duration, ...allowed], wish.seconds)
  draft.seconds = seconds
  if (seconds !== wish.seconds) {
    notes.push(
      `${entry.title} cannot make ${wish.seconds} s${allowed.length > 0 ? ' in this way' : ''}: it makes ${seconds} s.`,
    )
  }
}

/** A narrowing lies within what the model allows at all, so the last snap stands. */
function snapAll(durations: readonly Duration[], seconds: number): number {
  return durations.reduce((length, duration) => snapSeconds(duration, length), seconds)
}

function takeFps(entry: ModelEntry, wish: Wish, draft: Draft, notes: string[]): void {
  if (wish.fps === undefined || entry.kind !== 'video') return
  if (entry.fps === 'any') draft.fps = wish.fps
  else if (entry.fps !== undefined && entry.fps !== wish.fps) {
    notes.push(`${entry.title} renders ${entry.fps} frames a second: normalize the clip to ${wish.fps}.`)
  }
}

function takeVoice(entry: ModelEntry, wish: Wish, draft: Draft, notes: string[]): void {
  if (entry.kind !== 'speech') return
  const asked = wish.voice ?? ''
  const [first] = entry.voices ?? []
  if (entry.voices === undefined || first === undefined) {
    if (asked !== '') draft.voice = asked
    return
  }
  draft.voice = entry.voices.includes(asked) ? asked : first
  if (asked !== '' && draft.voice !== asked) {
    notes.push(
      `${entry.title} has no voice “${asked}”: it speaks as “${first}” (there are ${list(entry.voices, 'and')}).`,
    )
  }
}

function missingParts(entry: ModelEntry, draft: Draft): readonly string[] {
  return needsOf(entry)
    .filter((alternatives) => !alternatives.some((part) => holds(draft, part)))
    .map((alternatives) => {
      const names = alternatives.map((part) => withArticle(NAMES[part]))
      return `${entry.title} needs ${list(names, 'or')}.`
    })
}

function needsOf(entry: ModelEntry): readonly (readonly RequestPart[])[] {
  if (entry.needs !== undefined) return entry.needs.map((need) => (typeof need === 'string' ? [need] : need))
  const { modes } = entry
  const media: RequestPart[] = []
  if (modes.startFrame) media.push('startFrame')
  if (modes.references > 0) media.push('references')
  if (modes.video) media.push('video')
  if (modes.image === true) media.push('image')
  if (entry.kind === 'lip-sync') return [media, ['audio']]
  return [modes.text ? ['prompt', ...media] : media]
}

function withArticle(name: string): string {
  if (name === NAMES.references) return name
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`
}

function list(names: readonly string[], word: 'and' | 'or'): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
}
