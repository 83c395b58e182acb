import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Catalog, type CatalogFile, mergeCatalog, parseCatalogFile } from '#shared/catalog/catalog.ts'

/** A catalog file that ships with Reelay is broken: nothing a person did, nothing they can repair. */
export class CatalogError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'CatalogError'
  }
}

export interface CatalogFolders {
  /** Folder of the model files that ship with Reelay. */
  readonly bundled: string
  /** A person's own model files, later by name wins; the folder need not exist. */
  readonly own: string | undefined
}

/**
 * Reads the model catalog: the bundled files, then a person's own, whose entries add to them or take their place. What is wrong
 * in an own file becomes a warning that names file and place, and the rest goes on; a broken bundled file throws `CatalogError`.
 */
export function loadCatalog(folders: CatalogFolders): { catalog: Catalog; warnings: readonly string[] } {
  const bundled = readBundled(folders.bundled)
  const own = folders.own === undefined ? [] : readOwn(folders.own)
  const { catalog, problems } = mergeCatalog([...bundled, ...own])
  const warnings = problems.map(({ file, path, message }) => `${file}${path === '' ? '' : `, at ${path}`}: ${message}`)
  return { catalog, warnings }
}

function readBundled(folder: string): readonly CatalogFile[] {
  const hint = 'Install Reelay again, or give a complete copy of it.'
  let files: readonly CatalogFile[]
  try {
    files = listJson(folder).map((path) => parseCatalogFile(path, readJson(path)))
  } catch (cause) {
    throw new CatalogError(`The model catalog in ${folder} cannot be read (${reason(cause)}). ${hint}`, { cause })
  }
  const problems = mergeCatalog(files).problems
  const [first] = problems
  if (first !== undefined) {
    throw new CatalogError(`The model catalog file ${first.file} is broken at ${first.path}: ${first.message} ${hint}`)
  }
  if (files.length === 0) throw new CatalogError(`The folder ${folder} holds no model catalog. ${hint}`)
  return files
}

function readOwn(folder: string): readonly CatalogFile[] {
  let paths: readonly string[]
  try {
    paths = listJson(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    return [unreadable(folder, error)]
  }
  return paths.map((path) => {
    try {
      return parseCatalogFile(path, readJson(path))
    } catch (error) {
      return unreadable(path, error)
    }
  })
}

function unreadable(path: string, error: unknown): CatalogFile {
  const message = `It cannot be read and is left out (${reason(error)}).`
  return { name: path, models: [], problems: [{ file: path, path: '', message }] }
}

/** Paths of the `.json` files of a folder, sorted by code unit so that every machine merges alike. */
function listJson(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
    .map((name) => join(folder, name))
}

function readJson(path: string): unknown {
  // Editors on Windows like to begin a file with a byte order mark, which JSON does not allow.
  return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
