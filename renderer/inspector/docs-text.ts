/** A run of words in a node's documentation. */
export interface Span {
  readonly text: string
  readonly as: 'plain' | 'strong' | 'emphasis' | 'code'
}
/** A paragraph, heading or list item of a node's documentation. */
export interface Block {
  readonly kind: 'heading' | 'item' | 'text'
  readonly spans: readonly Span[]
}

const MARKS = /\*\*([^*]+)\*\*|`([^`]+)`|\*([^*]+)\*/g

/** Reads the Markdown that definitions use: `###` headings, `-` lists, paragraphs, `**strong**`, `*emphasis*` and code. */
export function readDocs(markdown: string): readonly Block[] {
  const blocks: { kind: Block['kind']; text: string }[] = []
  let open: (typeof blocks)[number] | null = null
  for (const line of markdown.split('\n')) {
    const heading = /^#+ (.*)$/.exec(line)
    const item = /^- (.*)$/.exec(line)
    if (heading) blocks.push({ kind: 'heading', text: heading[1] ?? '' })
    if (item) blocks.push({ kind: 'item', text: item[1] ?? '' })
    if (heading || line.trim() === '') open = null
    else if (item) open = blocks.at(-1) ?? null
    else if (open) open.text += ` ${line.trim()}`
    else {
      open = { kind: 'text', text: line.trim() }
      blocks.push(open)
    }
  }
  return blocks.map(({ kind, text }) => ({ kind, spans: spansOf(text) }))
}

function spansOf(text: string): readonly Span[] {
  const spans: Span[] = []
  let end = 0
  for (const match of text.matchAll(MARKS)) {
    if (match.index > end) spans.push({ text: text.slice(end, match.index), as: 'plain' })
    const [whole, strong, code, emphasis] = match
    spans.push({
      text: strong ?? code ?? emphasis ?? whole,
      as: strong !== undefined ? 'strong' : code !== undefined ? 'code' : 'emphasis',
    })
    end = match.index + whole.length
  }
  if (end < text.length) spans.push({ text: text.slice(end), as: 'plain' })
  return spans
}
