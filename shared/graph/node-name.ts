import type { Instance } from './document.ts'

/** A node as a sentence names it: its title, and its id, which is what the command line takes. */
export function nodeName(node: Pick<Instance, 'id' | 'title'>): string {
  return node.title === '' || node.title === node.id ? `‘${node.id}’` : `‘${node.title}’ (${node.id})`
}
