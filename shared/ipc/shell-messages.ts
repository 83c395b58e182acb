import { z } from 'zod'

/** What a file dialog offers; `any` is every file. */
export const zFileKind = z.enum(['document', 'image', 'video', 'audio', 'media', 'table', 'any'])
export type FileKind = z.infer<typeof zFileKind>

/** One entry of a native menu. Clicking sends the event `command` with its id. */
const zMenuItem = z.strictObject({
  id: z.string().min(1).max(100),
  label: z.string().min(1).max(200),
  /** As commands write keys: `Mod+Shift+S`; null: none is shown. The page itself acts on keys. */
  keys: z.string().min(1).max(50).nullable(),
  enabled: z.boolean(),
  /** Null: it is no switch. */
  checked: z.boolean().nullable(),
  /** A line is drawn above it. */
  divided: z.boolean().default(false),
})
export type MenuItem = z.infer<typeof zMenuItem>

/** The menus of a window, left to right; the desktop adds what its system wants (application menu, edit roles). */
export const zMenus = z
  .array(
    z.strictObject({
      /** `edit`, `view` and `help` also get what the system puts there. */
      id: z.string().min(1).max(50),
      label: z.string().min(1).max(100),
      items: z.array(zMenuItem).max(200).readonly(),
    }),
  )
  .max(20)
  .readonly()
export type Menus = z.infer<typeof zMenus>

/** What a new window begins with; null: the start screen. */
export const zWindowStart = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('file'), path: z.string().min(1).max(4096) }),
    z.strictObject({ kind: z.literal('starter'), starter: z.string().min(1).max(200) }),
  ])
  .nullable()
export type WindowStart = z.infer<typeof zWindowStart>
