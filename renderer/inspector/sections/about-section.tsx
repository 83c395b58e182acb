import { Fragment } from 'react'
import type { Instance } from '#shared/graph/document.ts'
import type { NodeDefinition } from '#shared/node/define.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { type Block, readDocs, type Span } from '../docs-text.ts'

/** What a node's type says of itself, and the settings as they are stored. */
export function AboutSection({
  node,
  definition,
}: {
  readonly node: Instance
  readonly definition: NodeDefinition | undefined
}) {
  const { id, type, version, params } = node
  return (
    <>
      {definition && (
        <details className="fold">
          <summary>{t.about}</summary>
          <div className="docs">
            {readDocs(definition.docs).map((block, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a text that never changes
              <DocsBlock key={place} block={block} />
            ))}
          </div>
        </details>
      )}
      <details className="fold">
        <summary>{t.raw}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>{JSON.stringify({ id, type, version, params }, null, 2)}</pre>
      </details>
    </>
  )
}

function DocsBlock({ block }: { readonly block: Block }) {
  const content = block.spans.map((span, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text that never changes
    <Fragment key={place}>{styled(span)}</Fragment>
  ))
  if (block.kind === 'heading') return <p className="docs-heading">{content}</p>
  return block.kind === 'item' ? <p className="docs-item">{content}</p> : <p>{content}</p>
}

function styled({ text, as }: Span) {
  if (as === 'strong') return <strong>{text}</strong>
  if (as === 'emphasis') return <em>{text}</em>
  return as === 'code' ? <code>{text}</code> : text
}
