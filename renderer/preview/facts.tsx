import { useEffect, useState } from 'react'
import { isMedia, isStandIn, type MediaValue, type Value } from '#shared/graph/values.ts'
import { measureLoudness, useLoudness } from '../store/outputs-store.ts'
import { preview } from '../strings/preview.ts'
import { bytesText } from '../strings/ui.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { factRows } from './fact-rows.ts'

const { facts: words } = preview

/** What is known of an output. */
export function Facts({ value }: { readonly value: Value }) {
  const rows = factRows(value)
  return (
    <dl className="viewer-facts">
      {rows.map(([name, text]) => (
        <Fact key={name} name={name} text={text} />
      ))}
      {isMedia(value) && value.facts.audioCodec !== undefined && <Loudness digest={value.digest} />}
      {isMedia(value) && <Fact name={words.file} text={bytesText(value.facts.bytes)} />}
      {isStandIn(value) && <Fact name={words.origin} text={words.standIn} />}
      {isMedia(value) && <Digest value={value} />}
    </dl>
  )
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  )
}

function Loudness({ digest }: { readonly digest: string }) {
  const loudness = useLoudness(digest)
  useEffect(() => measureLoudness(digest), [digest])
  if (loudness === undefined) return <Fact name={words.loudness} text={words.measuring} />
  if (loudness === null) return <Fact name={words.loudness} text={words.silent} />
  if (typeof loudness === 'string') return <Fact name={words.loudness} text={loudness} />
  return <Fact name={words.loudness} text={words.lufs(loudness.integrated, loudness.truePeak)} />
}

function Digest({ value: { digest } }: { readonly value: MediaValue }) {
  const [shown, setShown] = useState(false)
  return (
    <div>
      <dt>{words.digest}</dt>
      <dd className="fact-digest">
        {shown ? (
          <>
            <code>{digest}</code>
            <CopyButton label={words.copyDigest} text={digest} />
          </>
        ) : (
          <button type="button" className="link" onClick={() => setShown(true)}>
            {words.showDigest}
          </button>
        )}
      </dd>
    </div>
  )
}
