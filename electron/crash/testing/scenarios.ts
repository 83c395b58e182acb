import type { DurableStep } from '../../durable.ts'
import type { DocumentName } from './documents.ts'

/**
 * How a run ends. `asks`: exit 4, naming the job, until a person answers. `fails`: exit 1, because the provider does not want the
 * request, until the document is changed.
 */
export type End = 'done' | 'asks' | 'fails'

/** What a case does to its own data folder; `FILE` and `OUT` stand for the document and the folder of delivered films. */
export interface Scenario {
  readonly document: DocumentName
  /** What the stand-in is told to get wrong. */
  readonly fault?: string
  /** Commands before, each with the point where it dies, if it does. */
  readonly before?: readonly (readonly [command: Command, crashAt?: string])[]
  /** The command that is killed at the step. */
  readonly command: Command
  /** How often the step is passed before it counts; 1 unless told. */
  readonly time?: number
  /** How the next run ends, `done` unless told; both, where it depends on which side of the step the process died. */
  readonly end?: End | { readonly before: End; readonly after: End }
}

const COMMANDS = {
  run: ['run', 'FILE'],
  deliver: ['run', 'FILE', '--out', 'OUT'],
  set: ['set', 'FILE', 'words.text=another door'],
  prune: ['cache', 'prune', '--max-bytes', '0', '--include', 'shown'],
  resend: ['jobs', 'resolve', 'JOB', '--resend'],
  found: ['jobs', 'resolve', 'JOB', '--found', 'REMOTE'],
  /** In the editor: FILE gets another text, and is not saved. */
  edit: ['serve'],
  /** In the editor: a new document with one edit is saved beside FILE for the first time. */
  firstSave: ['serve'],
} as const
export type Command = keyof typeof COMMANDS

/** The arguments of a command, with what its capital words stand for. */
export function argumentsOf(command: Command, words: Readonly<Record<'FILE' | 'OUT' | 'JOB' | 'REMOTE', string>>) {
  return COMMANDS[command].map((word) => (word in words ? words[word as keyof typeof words] : word))
}

const text = { document: 'text', command: 'run' } as const
const picture = { document: 'picture', command: 'run' } as const
const larger = { document: 'larger', command: 'run' } as const
const sound = { document: 'sound', command: 'run' } as const
const set = { document: 'text', command: 'set' } as const
const edit = { document: 'text', command: 'edit' } as const
const firstSave = { document: 'text', command: 'firstSave' } as const
const deliver = { document: 'film', before: [['run']], command: 'deliver' } as const
const prune = { document: 'picture', before: [['run']], command: 'prune' } as const
const lost = { ...sound, before: [['run', 'after:provider.submit']] } as const
const asked = { ...sound, fault: 'lost-reply-no-lookup', end: 'asks' } as const

/**
 * Where each durable step is passed by the real command line. The type is the list: a step without a scenario does not compile,
 * and a scenario that does not reach its step fails.
 */
export const SCENARIOS: Readonly<Record<DurableStep, readonly [Scenario, ...Scenario[]]>> = {
  // The second fsync is the folder's.
  'blob.fsync': [picture, { ...picture, time: 2 }],
  'blob.rename': [picture, sound, { document: 'film', command: 'run', time: 3 }],
  'blob.remove': [prune],
  'cache.put': [text, { ...sound, time: 2 }],
  'cache.shown': [text],
  'cache.lease': [sound],
  'cache.release': [larger],
  'cache.input-file': [picture],
  'cache.document': [text],
  // The second one guards the removal of the file.
  'cache.evict': [prune, { ...prune, time: 2 }],
  'run.start': [text],
  'run.events': [text],
  'run.finish': [text],
  'job.budget': [sound],
  'job.reserve': [sound],
  'job.submitting': [sound],
  'job.submitted': [
    sound,
    lost,
    { ...asked, before: [['run']], command: 'found', end: { before: 'asks', after: 'done' } },
  ],
  'job.unknown': [lost, asked],
  'job.owner': [{ ...sound, before: [['run', 'after:job.submitted']] }],
  'job.done-remote': [sound],
  'job.stored': [sound],
  'job.ended': [
    { ...sound, fault: 'refuse', end: 'fails' },
    { ...sound, fault: 'fail', end: 'fails' },
    { ...sound, before: [['run', 'after:job.reserve']] },
    { ...sound, before: [['run', 'before:provider.submit']] },
    { ...asked, before: [['run']], command: 'resend' },
  ],
  'provider.submit': [sound],
  'provider.reply': [sound],
  'provider.download': [sound],
  'standin.upload': [larger],
  // First it is taken in, then a process claims it for rendering.
  'standin.task': [sound, { ...sound, time: 2 }],
  // First the file, then the word that it is done.
  'standin.result': [sound, { ...sound, time: 2 }],
  'document.fsync': [set],
  'document.rename': [set, firstSave],
  'journal.fsync': [edit, firstSave],
  'delivery.fsync': [deliver],
  'delivery.rename': [deliver],
}

/** Crashes on the way back from a crash: what the first run dies at, and then the second. */
export const TWICE: readonly (readonly [Scenario, first: string, second: string])[] = [
  [sound, 'after:provider.submit', 'after:job.unknown'],
  [sound, 'before:provider.reply', 'before:job.submitted'],
  [sound, 'after:job.submitted', 'before:job.owner'],
  [sound, 'before:standin.result', 'after:standin.result'],
  [sound, 'after:standin.result', 'before:job.done-remote'],
  [sound, 'after:job.done-remote', 'after:blob.rename'],
  [sound, 'after:blob.rename', 'before:job.stored'],
  [sound, 'after:job.stored', 'before:cache.put'],
  [picture, 'after:cache.input-file', 'before:blob.rename'],
  [text, 'after:cache.put', 'before:cache.shown'],
  [{ document: 'film', command: 'deliver' }, 'after:blob.rename:3', 'before:delivery.rename'],
]
