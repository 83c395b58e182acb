import { z } from 'zod'
import { zModelEntry } from '../catalog/schema.ts'
import { zDocument, zJson } from '../graph/document.ts'
import { zEdit } from '../graph/edits.ts'
import { zNodeId } from '../graph/ids.ts'
import { zValue } from '../graph/values.ts'
import { zNodePlan, zPlanItem, zProblem, zRun, zRunEvent, zUsdRange } from './engine-messages.ts'
import { zFileKind, zMenus, zWindowStart } from './shell-messages.ts'
import { zUiSettings, zUiSettingsChange } from './ui-settings.ts'

/** Longest path or name taken, in UTF-16 units. */
const LONGEST = 4096
const zPath = z.string().min(1).max(LONGEST)
const zSession = z.string().min(1).max(100)
const zRunId = z.string().min(1).max(100)
const zDigest = z.string().regex(/^[0-9a-f]{64}$/, 'a digest has 64 hex digits')
const zFileName = z.string().min(1).max(255)
const zProvider = z.string().min(1).max(100)
const zNothing = z.strictObject({})

/** What is planned or run: the nodes named and all above them, or (null) everything. */
const zPlanned = {
  session: zSession,
  /** Everything that could bill is made on the stand-in, for free. */
  standIn: z.boolean().default(false),
  /** Nodes whose work is made on the stand-in though the rest is real. */
  standInNodes: z.array(zNodeId).max(100_000).readonly().default([]),
}
const zWanted = { ...zPlanned, targets: z.array(zNodeId).max(100_000).readonly().nullable().default(null) }

/** One element of a list on a port; without a value it is not known yet. */
const zFlowing = z.object({
  item: z.string(),
  digest: z.string().nullable(),
  value: zValue.nullable(),
  /** How long it plays, also where that is only foretold. */
  seconds: z.number().nullable(),
})

const zShownItem = z.object({
  item: z.string(),
  take: z.int(),
  key: z.string(),
  /** Every file of it is in the store. */
  present: z.boolean(),
  ports: z.record(z.string(), z.array(zValue).readonly()),
})
/** What one work item of a node shows. */
export type ShownItem = z.infer<typeof zShownItem>

const zOpened = z.object({
  /** Names the open document in every other request, until `document.close`. */
  session: zSession,
  /** Absolute path of its file; null: not saved yet. */
  path: z.string().nullable(),
  document: zDocument,
  warnings: z
    .array(z.object({ node: z.string().optional(), edge: z.string().optional(), message: z.string() }))
    .readonly(),
  /** Another window, tab or process edits it; `document.takeOver` asks for it. */
  readOnly: z.boolean(),
  /** It holds edits that its file does not. */
  unsaved: z.boolean(),
  /** Edits of a session that ended without saving were brought back. */
  recovered: z.boolean(),
  /** Counts the edits of this session; every answer and event about the document carries it. */
  revision: z.int(),
})

/** Every request: what is sent and what comes back. This is the only file that knows their names. */
export const REQUESTS = {
  /**
   * Addresses: a digest is appended to `media` (the file itself) and to those of its small previews, which may be missing: `poster` a
   * picture, `strip` frames side by side, `proxy` a silent clip, `peaks` the wave of its sound (`zPeaks`). `upload` takes
   * `PUT …?name=FILE` (null: paths are used).
   */
  'app.info': {
    in: zNothing,
    out: z.object({
      version: z.string(),
      dataFolder: z.string(),
      /** In the desktop app; in a browser every `shell.` request is refused with `unsupported`. */
      desktop: z.boolean(),
      media: z.string(),
      poster: z.string(),
      strip: z.string(),
      proxy: z.string(),
      peaks: z.string(),
      upload: z.string().nullable(),
      warnings: z.array(z.string()).readonly(),
    }),
  },
  /** The catalog without hidden entries. `needs` says what keeps one from being used, null where it is ready. */
  'models.list': {
    in: zNothing,
    out: z.object({
      models: z.array(z.object({ model: zModelEntry, ready: z.boolean(), needs: z.string().nullable() })).readonly(),
    }),
  },
  'starters.list': {
    in: zNothing,
    out: z.object({
      starters: z
        .array(z.object({ id: z.string(), title: z.string(), about: z.string(), path: z.string(), nodes: z.int() }))
        .readonly(),
    }),
  },
  /** Documents known here, the last used first; `there` is false where the file is gone. */
  'recent.list': {
    in: zNothing,
    out: z.object({
      recent: z
        .array(
          z.object({
            path: z.string(),
            name: z.string(),
            used: z.number(),
            there: z.boolean(),
            /** Digest of what stands for it: its film, else another picture it shows. */
            picture: z.string().nullable(),
          }),
        )
        .readonly(),
    }),
  },
  /** Takes a file that is gone out of the list; nothing is kept for its sake any more. */
  'recent.forget': { in: z.strictObject({ path: zPath }), out: zNothing },
  /** Names in a folder (null: the home folder), hidden ones left out; for the file dialog of a browser. */
  'files.list': {
    in: z.strictObject({ folder: zPath.nullable().default(null) }),
    out: z.object({
      folder: z.string(),
      /** Null: it is the top. */
      parent: z.string().nullable(),
      home: z.string(),
      entries: z
        .array(
          z.object({
            name: z.string(),
            kind: z.enum(['folder', 'pipeline', 'media', 'table']),
            path: z.string(),
            /** Milliseconds since the epoch. */
            changed: z.number(),
            bytes: z.number(),
          }),
        )
        .readonly(),
      /** There are more than are listed. */
      more: z.boolean(),
    }),
  },
  /** How the editor looks and behaves, for all windows of this data folder. Who asks is told of changes from then on. */
  'settings.get': { in: zNothing, out: z.object({ settings: zUiSettings }) },
  'settings.set': { in: z.strictObject({ change: zUiSettingsChange }), out: z.object({ settings: zUiSettings }) },
  /** What the store of outputs takes on the disk. */
  'store.size': { in: zNothing, out: z.object({ bytes: z.number(), files: z.int(), outputs: z.int() }) },
  /** Unsaved documents that no session has open: of a crash, or of a tab that was closed. */
  'recovery.list': {
    in: zNothing,
    out: z.object({
      documents: z
        .array(
          z.object({
            session: zSession,
            path: z.string().nullable(),
            name: z.string(),
            edits: z.int(),
            /** Of the last edit, milliseconds since the epoch. */
            changed: z.number(),
          }),
        )
        .readonly(),
    }),
  },
  /** Throws away what a session that ended left unsaved. */
  'recovery.discard': { in: z.strictObject({ session: zSession }), out: zNothing },

  /** Opens a file; unsaved edits of a session that ended come back. */
  'document.open': { in: z.strictObject({ path: zPath }), out: zOpened },
  /** A copy of a file with an id of its own, not saved yet: for what a browser handed over, which cannot say where it lies. */
  'document.import': { in: z.strictObject({ path: zPath }), out: zOpened },
  /** Its delivery is that of the settings. */
  'document.new': { in: z.strictObject({ name: z.string().max(LONGEST).default('Untitled') }), out: zOpened },
  /** A copy of a starter with an id of its own, not saved yet. */
  'document.openStarter': { in: z.strictObject({ starter: z.string().min(1).max(200) }), out: zOpened },
  /** Goes on with a session after a reload or a lost connection, also with one that `recovery.list` names. */
  'document.resume': { in: z.strictObject({ session: zSession }), out: zOpened },
  /** All or nothing. With a `problem` the document is as it was. */
  'document.edit': {
    in: z.strictObject({ session: zSession, edits: z.array(zEdit).min(1).max(100_000).readonly() }),
    out: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), revision: z.int(), unsaved: z.boolean() }),
      z.object({ ok: z.literal(false), problem: z.string(), revision: z.int() }),
    ]),
  },
  /** Fails with `no-path` for a document without a file, with `conflict` where something else changed the file. */
  'document.save': {
    in: z.strictObject({
      session: zSession,
      /** What something else wrote meanwhile is lost. */
      overwrite: z.boolean().default(false),
    }),
    out: z.object({ path: z.string(), written: z.boolean() }),
  },
  /** Gives the document a new id (except at its first save) and goes on with the new file. */
  'document.saveAs': {
    in: z.strictObject({
      session: zSession,
      path: zPath,
      /** A file that is there is replaced; else it is a `conflict`. */
      replace: z.boolean().default(false),
    }),
    out: zOpened,
  },
  /** Reads the file again; unsaved edits are thrown away. */
  'document.reload': { in: z.strictObject({ session: zSession }), out: zOpened },
  /** Asks whoever edits the document to let go; `readOnly` of the answer says whether that worked. */
  'document.takeOver': { in: z.strictObject({ session: zSession }), out: zOpened },
  /** `discard`: unsaved edits are thrown away, else they wait in `recovery.list`. */
  'document.close': {
    in: z.strictObject({ session: zSession, discard: z.boolean().default(false) }),
    out: zNothing,
  },

  /** What a run would do, why, and for how much; each node with its first work items. */
  'plan.get': {
    in: z.strictObject(zWanted),
    out: z.object({
      /** Of the document that was planned. */
      revision: z.int(),
      /** With any problem nothing runs. */
      problems: z.array(zProblem).readonly(),
      usd: zUsdRange,
      nodes: z.array(zNodePlan).readonly(),
    }),
  },
  /** A page of one node's work items. */
  'plan.items': {
    in: z.strictObject({
      ...zWanted,
      node: zNodeId,
      from: z.int().min(0).default(0),
      count: z.int().min(1).max(1000).default(100),
    }),
    out: z.object({ revision: z.int(), total: z.int(), items: z.array(zPlanItem).readonly() }),
  },

  /** What comes in at a node's wired inputs and what leaves it, as far as it is known; at most 1000 elements of each port. */
  'node.flow': {
    in: z.strictObject({ ...zPlanned, node: zNodeId }),
    out: z.object({
      inputs: z.record(z.string(), z.array(zFlowing.extend({ edge: z.string() })).readonly()),
      outputs: z.record(z.string(), z.array(zFlowing).readonly()),
    }),
  },
  /** The request that a work item of a generator would send: what its model gets, and what was cut or set aside for it. */
  'node.request': {
    in: z.strictObject({
      ...zPlanned,
      node: zNodeId,
      /** Place among the node's work items. */
      index: z.int().min(0).default(0),
      take: z.int().min(0).default(0),
    }),
    out: z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        model: z.string(),
        request: zJson,
        /** False: something that comes in is not made yet, so parts are missing. */
        complete: z.boolean(),
        notes: z.array(z.string()).readonly(),
        /** With any, nothing is sent. */
        problems: z.array(z.string()).readonly(),
        usd: zUsdRange,
        /** False: `usd` counts only what is known. */
        priceKnown: z.boolean(),
      }),
      /** Why there is none yet, a sentence. */
      z.object({ ok: z.literal(false), why: z.string() }),
    ]),
  },
  /** What each model would ask for the work of some generators as they are set and wired, all work items together. */
  'node.models': {
    in: z.strictObject({ session: zSession, nodes: z.array(zNodeId).min(1).max(1000).readonly() }),
    out: z.object({
      models: z
        .array(
          z.object({
            model: z.string(),
            usd: zUsdRange,
            /** False: `usd` counts only what is known. */
            known: z.boolean(),
            /** What would be cut, snapped or set aside, and prices that are not known. */
            notes: z.array(z.string()).readonly(),
            /** What makes the request impossible with this model. */
            problems: z.array(z.string()).readonly(),
          }),
        )
        .readonly(),
      /** Why there are none, a sentence; null where there are. */
      why: z.string().nullable(),
    }),
  },

  /** Answers as soon as the run is under way; the rest comes as `run` events, the first of which may come before the answer. */
  'run.start': {
    in: z.strictObject({
      ...zWanted,
      /** US dollars it may spend at most; null: no cap. */
      budgetUsd: z.number().min(0).max(1e6).nullable().default(null),
    }),
    out: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), run: zRunId }),
      z.object({ ok: z.literal(false), problems: z.array(zProblem).readonly() }),
    ]),
  },
  /** `cancelled` is false for a run that has ended already. */
  'run.cancel': { in: z.strictObject({ run: zRunId }), out: z.object({ cancelled: z.boolean() }) },
  /** Newest first. */
  'run.list': {
    in: z.strictObject({ session: zSession, limit: z.int().min(1).max(1000).default(50) }),
    out: z.object({ runs: z.array(zRun).readonly() }),
  },
  /** Stored events from number `from` on, then the last progress of everything that is running. */
  'run.events': {
    in: z.strictObject({ run: zRunId, from: z.int().min(0).default(0) }),
    out: z.object({ run: zRun, events: z.array(zRunEvent).readonly() }),
  },

  /** What nodes show: per work item the output last shown there, up-to-date or not (the plan says which); in the order asked. */
  'outputs.get': {
    in: z.strictObject({ session: zSession, nodes: z.array(zNodeId).min(1).max(100_000).readonly() }),
    out: z.object({ shown: z.array(z.object({ node: zNodeId, items: z.array(zShownItem).readonly() })).readonly() }),
  },
  /** Every output that a node of the document ever had, also with other params; newest first. */
  'outputs.history': {
    in: z.strictObject({ session: zSession, node: zNodeId, limit: z.int().min(1).max(1000).default(200) }),
    out: z.object({
      outputs: z
        .array(
          z.object({
            item: z.string(),
            take: z.int(),
            key: z.string(),
            present: z.boolean(),
            /** Milliseconds since the epoch. */
            made: z.number(),
            ports: z.record(z.string(), z.array(zValue).readonly()),
            model: z.string().nullable(),
            /** Those of its fingerprint: neutral, cosmetic and inputs are not among them. */
            params: z.record(z.string(), zJson),
            /** Content digests by input port. */
            inputs: z.record(z.string(), z.array(z.string()).readonly()),
            /** US dollars charged; null: not known. */
            usd: z.number().nullable(),
          }),
        )
        .readonly(),
    }),
  },
  /** Integrated loudness in LUFS and true peak in dBTP of a stored sound; null for silence. It takes as long as decoding it. */
  'outputs.loudness': {
    in: z.strictObject({ digest: zDigest }),
    out: z.object({ loudness: z.object({ integrated: z.number(), truePeak: z.number() }).nullable() }),
  },
  /** How the output of a key came about: fingerprint, raw request, host, price, time, toolchain. */
  'outputs.provenance': {
    in: z.strictObject({ key: z.string().regex(/^[0-9a-f]{64}$/, 'a key has 64 hex digits') }),
    out: z.object({ provenance: zJson }),
  },

  /** The system's dialog for opening; no paths: the person changed their mind. */
  'shell.openDialog': {
    in: z.strictObject({ accept: zFileKind, many: z.boolean().default(false) }),
    out: z.object({ paths: z.array(z.string()).readonly() }),
  },
  /** The system's dialog for saving; it has asked already whether a file that is there may be replaced. */
  'shell.saveDialog': {
    in: z.strictObject({ accept: zFileKind, name: zFileName }),
    out: z.object({ path: z.string().nullable() }),
  },
  /** Shows a stored file, or any other, in the system's file manager. */
  'shell.reveal': {
    in: z
      .strictObject({ digest: zDigest.optional(), path: zPath.optional() })
      .refine(({ digest, path }) => (digest === undefined) !== (path === undefined), 'a digest or a path'),
    out: zNothing,
  },
  /** A notification of the system, where the window is in the background; clicking it brings the window back. */
  'shell.notify': {
    in: z.strictObject({ title: z.string().min(1).max(200), body: z.string().max(1000) }),
    out: z.object({ shown: z.boolean() }),
  },
  /** The window's menus, each time they change; a click comes back as the event `command`. */
  'shell.menu': { in: z.strictObject({ menus: zMenus }), out: zNothing },
  /** A document that another window has open brings that window to the front instead. */
  'shell.newWindow': { in: z.strictObject({ start: zWindowStart.default(null) }), out: zNothing },
  /** Copies a stored file out, to where a dialog says; null: the person changed their mind. */
  'shell.saveOutput': {
    in: z.strictObject({ digest: zDigest, name: zFileName }),
    out: z.object({ path: z.string().nullable() }),
  },
  /** From a `dragstart` whose default was prevented: drags a copy of a stored file, under a name, out of the window. */
  'shell.startDrag': { in: z.strictObject({ digest: zDigest, name: zFileName }), out: zNothing },

  /** Which providers have a key. The keys themselves never come to the page. */
  'secrets.list': {
    in: zNothing,
    out: z.object({
      /** Null: keys can be kept; else why not here, and what to do. */
      problem: z.string().nullable(),
      secrets: z
        .array(
          z.object({
            provider: z.string(),
            title: z.string(),
            /** The environment's key is used before the stored one. */
            from: z.enum(['environment', 'stored']).nullable(),
            /** The last four characters; null: there is none, or it is too short to show any. */
            last4: z.string().nullable(),
          }),
        )
        .readonly(),
    }),
  },
  /** Keeps a key in the system's key store. Fails with `unsupported` where there is none: nothing is ever kept as plain text. */
  'secrets.set': {
    in: z.strictObject({ provider: zProvider, value: z.string().trim().min(8).max(10_000) }),
    out: zNothing,
  },
  'secrets.clear': { in: z.strictObject({ provider: zProvider }), out: zNothing },
} as const

/** Every event that is sent without being asked for. */
export const EVENTS = {
  /** Of runs that this client started or asked `run.events` of. */
  run: zRunEvent,
  /** Not by this client's own edits: their answers tell. `document` is there where it is another one now. */
  'document.changed': z.object({
    session: zSession,
    /**
     * `reloaded`: changed by something else and read again, nothing was unsaved · `conflict`: changed by something else while
     * edits are unsaved, so saving is refused · `taken-over`: saved, and another session edits it now.
     */
    why: z.enum(['reloaded', 'conflict', 'taken-over']),
    revision: z.int(),
    path: z.string().nullable(),
    unsaved: z.boolean(),
    readOnly: z.boolean(),
    document: zDocument.optional(),
  }),
  /** What another client has set; for whoever asked `settings.get`. */
  'settings.changed': z.object({ change: zUiSettingsChange }),
  /** Ask for the plan again: the document, the store or a run moved on. */
  'plan.changed': z.object({ session: zSession, revision: z.int() }),
  /** The native menu was clicked: perform the command of this id. */
  command: z.object({ id: z.string() }),
  /** The system gave this window a file to open (only to a window that shows the start screen). */
  'shell.openFile': z.object({ path: z.string() }),
} as const

export type RequestName = keyof typeof REQUESTS
/** What a client sends: what has a default may be left out. */
export type In<N extends RequestName> = z.input<(typeof REQUESTS)[N]['in']>
/** What a handler gets: checked and complete. */
export type Checked<N extends RequestName> = z.output<(typeof REQUESTS)[N]['in']>
export type Out<N extends RequestName> = z.output<(typeof REQUESTS)[N]['out']>
export type EventName = keyof typeof EVENTS
export type EventOf<N extends EventName> = z.output<(typeof EVENTS)[N]>

export function isRequest(name: string): name is RequestName {
  return Object.hasOwn(REQUESTS, name)
}
