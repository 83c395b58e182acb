import { ArrowUp, FileText, FileVideo, Film, Folder, History, House } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Out } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import { folderOf, joinPath, useFileDialog } from '../store/file-dialog-store.ts'
import { question } from '../store/question-store.ts'
import { useSession } from '../store/session.ts'
import { useSetting } from '../store/settings-store.ts'
import { bytesText, ui } from '../strings/ui.ts'
import { ago } from '../strings.ts'
import { nameProblem, shownEntries, withEnding } from './file-filter.ts'
import { Modal, ModalHead } from './modal.tsx'

type Listing = Out<'files.list'>
type Entry = Listing['entries'][number]
type Asked = NonNullable<ReturnType<typeof useFileDialog.getState>['open']>

const ICONS = { folder: Folder, pipeline: FileVideo, media: Film, table: FileText } as const

/** The file dialog of the browser, where one is asked for. */
export function FileBrowser() {
  const open = useFileDialog((state) => state.open)
  return open && <FileDialog key={`${open.mode} ${open.name}`} asked={open} />
}

function FileDialog({ asked }: { asked: Asked }) {
  const folders = useSetting('folders')
  const current = useSession((state) => state.path)
  const [listing, setListing] = useState<Listing | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [filter, setFilter] = useState('')
  const [name, setName] = useState(asked.name)
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const go = useCallback(async (folder: string | null) => {
    try {
      setListing(await request('files.list', { folder }))
      setProblem(null)
      setFilter('')
      setChosen(null)
      return true
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      return false
    }
  }, [])
  const first = useRef(current === null ? (folders[0] ?? null) : folderOf(current))
  useEffect(() => {
    // A folder that is gone since: home is always there.
    void go(first.current).then((there) => there || go(null))
  }, [go])
  const saving = asked.mode === 'save'
  const entries = listing ? shownEntries(listing.entries, asked.accept, filter) : []
  const wrongName = saving ? nameProblem(name) : null

  const pick = (entry: Entry) => {
    if (entry.kind === 'folder') void go(entry.path)
    else if (saving) setName(entry.name)
    else asked.answer(entry.path)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!saving) {
      const entry = entries.find(({ path }) => path === chosen) ?? (entries.length === 1 ? entries[0] : undefined)
      if (entry) pick(entry)
      return
    }
    if (wrongName !== null || !listing) return
    const whole = asked.accept === 'document' ? withEnding(name) : name.trim()
    const there = listing.entries.some((each) => each.name === whole)
    const choices = [{ id: 'yes', label: ui.files.replaceButton, kind: 'danger' }] as const
    const { title, text } = ui.files.replace
    if (there && (await question({ title: title(whole), text, choices })) !== 'yes') return
    asked.answer(joinPath(listing.folder, whole))
  }
  const title = saving ? ui.files.save : ui.files.open
  return (
    <Modal label={title} className="modal-files" onClose={() => asked.answer(null)}>
      <ModalHead title={title} />
      <form className="files-form" onSubmit={(event) => void submit(event)}>
        <nav aria-label={ui.files.places}>
          <button type="button" className="files-place" onClick={() => void go(null)}>
            <House size={15} aria-hidden /> {ui.files.home}
          </button>
          {folders.map((folder) => (
            <button key={folder} type="button" className="files-place" title={folder} onClick={() => void go(folder)}>
              <History size={15} aria-hidden /> <span>{folder.split(/[\\/]/).at(-1) || folder}</span>
            </button>
          ))}
        </nav>
        <div className="files-main">
          <div className="row">
            <button
              type="button"
              className="button icon"
              aria-label={ui.files.up}
              title={ui.files.up}
              disabled={listing?.parent == null}
              onClick={() => void go(listing?.parent ?? null)}
            >
              <ArrowUp size={16} aria-hidden />
            </button>
            <FolderField key={listing?.folder} folder={listing?.folder ?? ''} onGo={go} />
            <input
              className="field files-filter"
              type="search"
              {...(!saving && { 'data-first': true })}
              aria-label={ui.files.filter}
              placeholder={ui.files.filter}
              value={filter}
              onChange={({ target }) => setFilter(target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown') return
                event.preventDefault()
                list.current?.querySelector<HTMLElement>('button')?.focus()
              }}
            />
          </div>
          {problem !== null && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk over the buttons inside */}
          <div className="files-list" ref={list} onKeyDown={walk}>
            {entries.length > 0 && (
              <ul aria-label={ui.files.list}>
                {entries.map((entry) => {
                  const Icon = ICONS[entry.kind]
                  return (
                    <li key={entry.path}>
                      <button
                        type="button"
                        aria-pressed={chosen === entry.path}
                        onFocus={() => setChosen(entry.path)}
                        onClick={() => (entry.kind === 'folder' || saving ? pick(entry) : setChosen(entry.path))}
                        onDoubleClick={() => entry.kind !== 'folder' && pick(entry)}
                        onKeyDown={(event) => {
                          if (event.key !== 'Enter') return
                          event.preventDefault()
                          pick(entry)
                        }}
                      >
                        <Icon size={16} aria-hidden />
                        <span className="files-name">{entry.name}</span>
                        <span className="quiet">{ago(entry.changed)}</span>
                        <span className="quiet">{entry.kind === 'folder' ? '' : bytesText(entry.bytes)}</span>
                      </button>
                    </li>
                  )
                })}
              </ul>
            )}
            {entries.length === 0 && (
              <p className="hint">
                {listing === null ? ui.files.loading : filter === '' ? ui.files.empty : ui.files.noMatch}
              </p>
            )}
            {listing?.more && <p className="hint">{ui.files.more}</p>}
          </div>
          <div className="row">
            {saving && (
              <input
                className="field"
                data-first
                aria-label={ui.files.name}
                aria-invalid={wrongName !== null}
                title={wrongName ?? undefined}
                value={name}
                onFocus={({ target }) => target.setSelectionRange(0, target.value.replace(/\.[^.]*$/, '').length)}
                onChange={({ target }) => setName(target.value)}
              />
            )}
            <span className="spring" />
            <button type="button" className="button" onClick={() => asked.answer(null)}>
              {ui.cancel}
            </button>
            <button
              type="submit"
              className="button primary"
              disabled={saving ? wrongName !== null || !listing : chosen === null && entries.length !== 1}
            >
              {saving ? ui.files.saveButton : ui.files.openButton}
            </button>
          </div>
        </div>
      </form>
    </Modal>
  )
}

/** The folder that is shown; another can be typed. */
function FolderField({ folder, onGo }: { folder: string; onGo: (folder: string) => Promise<boolean> }) {
  const [typed, setTyped] = useState(folder)
  return (
    <input
      className="field"
      aria-label={ui.files.folder}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        void onGo(typed)
      }}
    />
  )
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = buttons.findIndex((each) => each.contains(document.activeElement))
  buttons[Math.min(Math.max(at + (event.key === 'ArrowDown' ? 1 : -1), 0), buttons.length - 1)]?.focus()
  event.preventDefault()
}
