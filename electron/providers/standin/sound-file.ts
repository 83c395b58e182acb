import { join } from 'node:path'
import type { GenerateRequest } from '#shared/node/generate.ts'
import { titleOf } from './look.ts'
import { seedOf } from './paint/random.ts'
import type { RenderContext } from './shot.ts'
import { effect } from './sound/effect.ts'
import { music } from './sound/music.ts'
import { espeak, findEspeak, speechTone } from './sound/speech.ts'
import { metadataOptions } from './tags.ts'

/** Renders speech, music or an effect as 48 kHz stereo WAV that says in its metadata how it was made. */
export async function renderSound(request: GenerateRequest, output: string, context: RenderContext): Promise<void> {
  const { ffmpeg, job, temp } = context
  const prompt = request.prompt ?? ''
  const seed = seedOf(JSON.stringify([request.model, prompt, request.seed ?? 0]))
  const raw = join(temp, 'sound.wav')
  const most: RenderContext['job'] = { signal: job.signal, progress: (part) => job.progress(part * 0.9) }
  let note = ''
  if (request.kind === 'speech') {
    const binary = findEspeak()
    const voice = request.voice ?? request.model
    if (binary === null) {
      await speechTone(prompt, voice, raw, most)
      note = 'A tone as long as the spoken text, not words: espeak-ng was not found.'
    } else {
      await espeak(binary, prompt, voice, raw, temp, most)
      note = 'Spoken by espeak-ng.'
    }
  } else if (request.kind === 'music') {
    await music(prompt, seed, request.seconds ?? 30, raw, most)
  } else {
    await effect(prompt, seed, request.seconds ?? 2, raw, most)
  }
  await ffmpeg.run(
    {
      inputs: [{ path: raw }],
      outputOptions: [
        // espeak-ng comes out loud and at its own rate; what is made here is left as it is by both filters.
        ...['-map', '0:a:0', '-af', 'aresample=48000,alimiter=limit=0.86:level=0', '-ac', '2'],
        ...[
          '-c:a',
          'pcm_s16le',
          '-flags:a',
          '+bitexact',
          ...metadataOptions(request, titleOf(prompt), null, note),
          '-f',
          'wav',
        ],
      ],
      output,
      seconds: 0,
    },
    { signal: job.signal, progress: () => {} },
  )
}
