import { open } from 'node:fs/promises'
import type { MediaJob } from '#shared/node/media.ts'

export const SAMPLE_RATE = 48_000
const BLOCK = 4_096
/** Full scale of everything made here: −1.4 dBFS, below the −1 dBFS that codecs need. */
const CEILING = 0.85

/** Gives the next stereo sample: called once per sample, in order, with its number. */
export type Voice = (index: number, out: { left: number; right: number }) => void

/** Writes a 16-bit stereo WAV of `samples` samples, block by block; loud places are bent softly below the ceiling. */
export async function writeWav(path: string, samples: number, voice: Voice, job: MediaJob): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.write(header(samples))
    const block = Buffer.alloc(BLOCK * 4)
    const out = { left: 0, right: 0 }
    for (let start = 0; start < samples; start += BLOCK) {
      job.signal.throwIfAborted()
      const count = Math.min(BLOCK, samples - start)
      for (let i = 0; i < count; i++) {
        out.left = 0
        out.right = 0
        voice(start + i, out)
        block.writeInt16LE(quantize(out.left), i * 4)
        block.writeInt16LE(quantize(out.right), i * 4 + 2)
      }
      // The write gives the host's event loop its turn between blocks.
      await file.write(block, 0, count * 4)
      job.progress(Math.min(1, (start + count) / samples))
    }
  } finally {
    await file.close()
  }
}

function quantize(value: number): number {
  return Math.round(CEILING * Math.tanh(value / CEILING) * 32767)
}

function header(samples: number): Buffer {
  const bytes = samples * 4
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(2, 22)
  head.writeUInt32LE(SAMPLE_RATE, 24)
  head.writeUInt32LE(SAMPLE_RATE * 4, 28)
  head.writeUInt16LE(4, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(bytes, 40)
  return head
}

/** 0 → 1 over `rise` seconds from the start, 1 → 0 over `fall` seconds before the end, both as smooth curves. */
export function fade(index: number, samples: number, rise: number, fall: number): number {
  const up = rise <= 0 ? 1 : Math.min(1, index / (rise * SAMPLE_RATE))
  const down = fall <= 0 ? 1 : Math.min(1, (samples - index) / (fall * SAMPLE_RATE))
  const level = Math.max(0, Math.min(up, down))
  return Math.sin((level * Math.PI) / 2) ** 2
}
