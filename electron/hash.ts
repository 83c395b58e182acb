import { hash } from 'node:crypto'

/** Lower-case hex SHA-256 of a text's UTF-8 bytes. One call, because keys are many and short. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}
