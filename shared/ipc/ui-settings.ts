import { z } from 'zod'
import { zDelivery } from '../graph/document.ts'

const zKeys = z.array(z.string().min(1).max(60)).max(8).readonly()
/** Share of each panel of one group, in percent. */
const zShares = z.record(z.string().max(200), z.number().min(0).max(100))

/** Panels that a person can hide; the canvas always shows. */
export const zPanelName = z.enum(['library', 'timeline', 'plan', 'runs', 'inspector', 'viewer'])
export type PanelName = z.infer<typeof zPanelName>

/** How the editor looks and behaves on this machine: kept by the host for all windows. Nothing in it changes what is made. */
export const zUiSettings = z.object({
  theme: z.enum(['system', 'dark', 'light']).default('system').catch('system'),
  /** `reduced`: nothing moves, whatever the system says. */
  motion: z.enum(['system', 'reduced']).default('system').catch('system'),
  keymap: z
    .object({
      preset: z.enum(['reelay', 'comfyui', 'nuke']).default('reelay'),
      /** A person's own keys by command id, in the place of the preset's. */
      own: z.record(z.string().max(100), zKeys).default({}),
    })
    .prefault({})
    .catch({ preset: 'reelay', own: {} }),
  tourSeen: z.boolean().default(false).catch(false),
  /** Nodes snap to a grid while they are moved. */
  snap: z.boolean().default(false).catch(false),
  /** A run that may cost this much or more, in US dollars, is asked about first; null: never. */
  confirmAboveUsd: z.number().min(0).max(1e6).nullable().default(1).catch(1),
  /** Of the system, when a run ends while the window is in the background. */
  notifications: z.boolean().default(true).catch(true),
  /** A document that has a file is saved by itself. */
  autosave: z.boolean().default(false).catch(false),
  /** Windows start with everything on stand-ins. */
  standIn: z.boolean().default(false).catch(false),
  /** Of new pipelines. */
  delivery: zDelivery.prefault({}).catch(zDelivery.parse({})),
  /** Folders of the file dialog, the last used first. */
  folders: z.array(z.string().max(4096)).max(12).readonly().default([]).catch([]),
  hiddenPanels: z.array(zPanelName).readonly().default([]).catch([]),
  layout: z.record(z.string().max(200), zShares).default({}).catch({}),
})
export type UiSettings = z.infer<typeof zUiSettings>

/** What may be sent: some settings, each whole. Unlike a stored file, a request with an illegal one is refused. */
export const zUiSettingsChange = z.strictObject({
  theme: z.enum(['system', 'dark', 'light']).optional(),
  motion: z.enum(['system', 'reduced']).optional(),
  keymap: z
    .object({ preset: z.enum(['reelay', 'comfyui', 'nuke']), own: z.record(z.string().max(100), zKeys) })
    .optional(),
  tourSeen: z.boolean().optional(),
  snap: z.boolean().optional(),
  confirmAboveUsd: z.number().min(0).max(1e6).nullable().optional(),
  notifications: z.boolean().optional(),
  autosave: z.boolean().optional(),
  standIn: z.boolean().optional(),
  delivery: zDelivery.optional(),
  folders: z.array(z.string().max(4096)).max(12).readonly().optional(),
  hiddenPanels: z.array(zPanelName).readonly().optional(),
  layout: z.record(z.string().max(200), zShares).optional(),
})
export type UiSettingsChange = z.infer<typeof zUiSettingsChange>
