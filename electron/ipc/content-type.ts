import { open } from 'node:fs/promises'

/** Bytes at the beginning of a file that tell what it is. */
const HEAD = 16

/** The media type of a stored file by its first bytes; files of other kinds are never shown by a browser as they are. */
export async function contentTypeOf(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return typeOfHead(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** Signatures as the formats' own specifications give them. */
function typeOfHead(head: Buffer): string {
  const text = (from: number, to: number) => head.toString('latin1', from, to)
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (text(0, 3) === '\xff\xd8\xff') return 'image/jpeg'
  if (/^GIF8[79]a/.test(text(0, 6))) return 'image/gif'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav'
  if (text(4, 8) === 'ftyp') return ftyp(text(8, 12))
  if (text(0, 4) === '\x1aE\xdf\xa3') return 'video/webm'
  if (text(0, 4) === 'fLaC') return 'audio/flac'
  if (text(0, 4) === 'OggS') return 'audio/ogg'
  if (text(0, 3) === 'ID3' || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0)) return 'audio/mpeg'
  return 'application/octet-stream'
}

function ftyp(brand: string): string {
  if (brand === 'M4A ') return 'audio/mp4'
  if (brand === 'avif') return 'image/avif'
  return brand === 'qt  ' ? 'video/quicktime' : 'video/mp4'
}
