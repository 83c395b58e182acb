import { hash } from 'node:crypto'

/** Lower-case hex SHA-256 of bytes, or of a text's UTF-8 bytes. One call, because keys are many and short. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}
