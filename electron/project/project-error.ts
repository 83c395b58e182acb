/**
 * Why a project file could not be opened or saved.
 * - `missing`, `folder`, `permission`, `too-big`, `not-utf8`: the file as such.
 * - `unreadable`: it is no project, or one that this Reelay cannot read.
 * - `conflict`: something else changed the file since it was opened. `locked`: another session edits it.
 * - `full`: no room on the disk. `refused`: the edit makes no sense in this document. `io`: anything else.
 */
export type ProjectErrorCode =
  | 'missing'
  | 'folder'
  | 'permission'
  | 'too-big'
  | 'not-utf8'
  | 'unreadable'
  | 'conflict'
  | 'locked'
  | 'full'
  | 'refused'
  | 'io'

/** Its message is one sentence that names the file and what to do. */
export class ProjectFileError extends Error {
  readonly code: ProjectErrorCode

  constructor(code: ProjectErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ProjectFileError'
    this.code = code
  }
}

/** The operating system's error while a project was read or written, as one of ours. */
export function fileError(error: unknown, path: string, doing: 'open' | 'save'): ProjectFileError {
  if (error instanceof ProjectFileError) return error
  const system = error instanceof Error && 'code' in error ? String(error.code) : ''
  const make = (code: ProjectErrorCode, message: string) => new ProjectFileError(code, message, error)
  const unsaved = `${path} could not be saved and is as it was`
  switch (system) {
    case 'ENOENT':
    case 'ENOTDIR':
      return doing === 'open'
        ? make('missing', `There is no file ${path}; check its name and folder.`)
        : make(
            'missing',
            `${path} could not be saved because its folder does not exist; make the folder or choose another.`,
          )
    case 'EISDIR':
      return make('folder', `${path} is a folder, not a project file; name a file in it.`)
    case 'EACCES':
    case 'EPERM':
      return doing === 'open'
        ? make('permission', `${path} may not be read; ask for the right to read it.`)
        : make('permission', `${unsaved}: you may not write there; change its permissions or save under another name.`)
    case 'EROFS':
      return make('permission', `${unsaved}: the disk is read-only; save to another place.`)
    case 'ENOSPC':
    case 'EDQUOT':
      return make('full', `${unsaved}: the disk is full; free some space and save again.`)
    default: {
      const why = error instanceof Error ? error.message : String(error)
      return make('io', doing === 'open' ? `${path} could not be read (${why}).` : `${unsaved} (${why}).`)
    }
  }
}
