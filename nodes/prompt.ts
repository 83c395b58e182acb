import { ID_PATTERN } from '#shared/graph/ids.ts'
import type { Value } from '#shared/graph/values.ts'
import { defineNode } from '#shared/node/define.ts'
import type { Params } from '#shared/node/params.ts'
import type { InputSpec } from '#shared/node/ports.ts'
import { NodeError } from './node-error.ts'

/** A token: whatever stands between the innermost double braces. */
const TOKEN = /\{\{([^{}]*)\}\}/g

/** Text with `{{name}}` tokens that wired values replace. */
export const prompt = defineNode({
  type: 'prompt',
  schema: 1,
  behaviour: 1,
  title: 'Prompt',
  summary: 'Text for the nodes below, with {{variables}} filled in from wires.',
  icon: 'text',
  category: 'input',
  docs: `Writes the words that a model, a voice or another prompt gets.

A token in double braces, \`{{product}}\`, becomes an input of that name; the wired text or number takes its place. A token can
be used several times. Wire a list (a column of a table) to a token and the prompt gives one text per item.
\`{{ref:hero}}\`, with a colon, is no variable: it names a still of a kit and stays as it is for the model to read.

### Settings
- **Text**: the words, with tokens.

### In
- One text input per token.

### Out
- **Text**: the words with every token replaced. White space at both ends is left out, so that it never makes a shot stale.

### Example
\`A {{product}} on wet stone, slow dolly in\` with a table's column *product* wired to \`product\` gives one prompt per row.`,
  params: {
    text: {
      kind: 'text',
      label: 'Text',
      help: 'Words and {{tokens}}; each token becomes an input.',
      multiline: true,
      default: '',
      neutral: '',
    },
  },
  inputs: {},
  outputs: { text: { type: 'text', label: 'Text' } },
  moreInputs: (params) =>
    Object.fromEntries(
      tokensOf(literalText(params)).names.map((name): [string, InputSpec] => [name, tokenInput(name)]),
    ),
  problems: (params, wired) => {
    // A wired text has its tokens checked when it is known.
    if (wired.has('text')) return []
    const { names, broken } = tokensOf(literalText(params))
    return [...broken.map(brokenToken), ...names.filter((name) => !wired.has(name)).map(emptyToken)]
  },
  behave: {
    kind: 'evaluate',
    evaluate: ({ params, input }) => ({ text: { type: 'text', text: fillTokens(params.text, input).trim() } }),
  },
})

function literalText(params: Params): string {
  return typeof params.text === 'string' ? params.text : ''
}

function tokenInput(name: string): InputSpec {
  return { type: 'text', label: name, help: `Takes the place of {{${name}}}.` }
}

/** The variables of a text in order of first use, and tokens that are neither a variable nor a reference. */
function tokensOf(text: string): { readonly names: readonly string[]; readonly broken: readonly string[] } {
  const names = new Set<string>()
  const broken = new Set<string>()
  for (const [, inner = ''] of text.matchAll(TOKEN)) {
    const name = inner.trim()
    if (isReference(name)) continue
    // `text` is the id of this node's own param, so a token of that name would share its port.
    if (ID_PATTERN.test(name) && name !== 'text') names.add(name)
    else broken.add(name)
  }
  return { names: [...names], broken: [...broken] }
}

/** Replaces each variable once: braces inside a wired value stay text. */
function fillTokens(text: string, input: (port: string) => Value | undefined): string {
  return text.replace(TOKEN, (whole, inner: string) => {
    const name = inner.trim()
    if (isReference(name)) return whole
    if (!ID_PATTERN.test(name) || name === 'text') throw new NodeError(brokenToken(name))
    const value = input(name)
    if (value?.type === 'text') return value.text
    if (value?.type === 'number') return String(value.number)
    throw new NodeError(emptyToken(name))
  })
}

function isReference(name: string): boolean {
  return name.includes(':')
}

function emptyToken(name: string): string {
  return `Nothing is wired to {{${name}}}; wire a text to its input or take the token out.`
}

function brokenToken(name: string): string {
  return name === 'text'
    ? 'A token cannot be called {{text}}, the name of this node’s own text; choose another name.'
    : `{{${name}}} is no token: a name starts with a letter or digit and holds letters, digits, _ and -.`
}
