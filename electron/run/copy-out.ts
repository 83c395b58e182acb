import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { durable } from '../durable.ts'
import { ProjectFileError } from '../project/project-error.ts'

/** Bytes a name may have: file systems take 255, and an unfinished file's has some 90 more. */
const LONGEST_NAME = 160
/** Names that Windows keeps for devices, whatever their ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** A name that every system takes as a file's: no folders, control characters, hidden or device names; maybe empty. */
export function legalName(wish: string): string {
  let name = wish
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(DEVICES, '$1-')
  while (Buffer.byteLength(name) > LONGEST_NAME) name = [...name].slice(0, -1).join('')
  return name
}

/**
 * Copies a stored file to where a person wants it, in the place of what is there; it appears whole or not at all. Never a link: what
 * is done to the copy must not reach the store.
 */
export async function copyOut(from: string, to: string): Promise<void> {
  const partial = join(dirname(to), `.${basename(to)}.unfinished.${process.pid}.${randomUUID()}`)
  try {
    await copyFile(from, partial, constants.COPYFILE_FICLONE)
    const file = await open(partial, 'r+')
    try {
      await durable('delivery.fsync', () => file.sync())
    } finally {
      await file.close()
    }
    await durable('delivery.rename', () => rename(partial, to))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause)
    throw new ProjectFileError('io', `The file could not be written to ${to} (${why}); choose another place.`)
  } finally {
    await rm(partial, { force: true })
  }
}
