import type { Document, Settings } from '#shared/graph/document.ts'
import type { Edit } from '#shared/graph/edits.ts'

type Delivery = Settings['delivery']

/** Formats that films are delivered in; a preset sets all four fields. */
export const DELIVERY_PRESETS = {
  hd24: { width: 1920, height: 1080, fps: 24, lufs: -16 },
  uhd24: { width: 3840, height: 2160, fps: 24, lufs: -16 },
  vertical30: { width: 1080, height: 1920, fps: 30, lufs: -14 },
  broadcast25: { width: 1920, height: 1080, fps: 25, lufs: -23 },
} as const satisfies Record<string, Pick<Delivery, 'width' | 'height' | 'fps' | 'lufs'>>
export type DeliveryPreset = keyof typeof DELIVERY_PRESETS
export const ALL_PRESETS = Object.keys(DELIVERY_PRESETS) as DeliveryPreset[]

/** The preset that delivery settings are; null where they are none. */
export function presetOf({ width, height, fps, lufs }: Delivery): DeliveryPreset | null {
  return (
    ALL_PRESETS.find((id) => {
      const preset = DELIVERY_PRESETS[id]
      return preset.width === width && preset.height === height && preset.fps === fps && preset.lufs === lufs
    }) ?? null
  )
}

/** The edit that changes some delivery settings; what else stands in them stays. */
export function deliveryEdit({ settings }: Document, change: Partial<Delivery>): Edit {
  return { kind: 'set-settings', settings: { ...settings, delivery: { ...settings.delivery, ...change } } }
}
