import { z } from 'zod'

/** Small stand-ins for a stored file, in the order in which they are wanted when many are. */
export const PREVIEW_KINDS = ['poster', 'peaks', 'strip', 'proxy'] as const
export type PreviewKind = (typeof PREVIEW_KINDS)[number]

/** Frames of a strip, side by side, evenly spread over the clip from its first on. */
export const STRIP_FRAMES = 12

/** The wave of a sound: `rate` peaks a second, each 0..1 of full scale. */
export const zPeaks = z.object({ rate: z.number().positive(), peaks: z.array(z.number().min(0).max(1)).readonly() })
export type Peaks = z.infer<typeof zPeaks>
