/** A node cannot do what it was asked. The message is one sentence for a person: what is wrong and what to do. */
export class NodeError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'NodeError'
  }
}
