import { Plus, RotateCcw, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useBoundKeys } from '../../commands/bound-keys.ts'
import type { Command } from '../../commands/command.ts'
import { allCommands } from '../../commands/commands.ts'
import { bind, holders, unbind } from '../../commands/keymap.ts'
import { isModifier, readable, shortcutOf } from '../../commands/keys.ts'
import { menuSections } from '../../commands/menus.ts'
import { changeSettings, useSetting } from '../../store/settings-store.ts'
import { settings as t } from '../../strings/settings.ts'
import { ui } from '../../strings/ui.ts'
import { findCommands } from '../find-commands.ts'
import { ChoiceSetting } from './setting-row.tsx'

/** Every command with its keys: add, remove, reset; a key that is taken is given over only when a person says so. */
export function KeysSection() {
  const keymap = useSetting('keymap')
  const table = useBoundKeys()
  const [query, setQuery] = useState('')
  const sections = menuSections(findCommands(allCommands, table, query))
  return (
    <>
      <ChoiceSetting
        label={t.preset}
        value={keymap.preset}
        options={t.presets}
        onChange={(preset) => changeSettings({ keymap: { ...keymap, preset } })}
      />
      <div className="row">
        <input
          className="field"
          type="search"
          aria-label={t.searchKeys}
          placeholder={t.searchKeys}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
        <button
          type="button"
          className="button"
          disabled={Object.keys(keymap.own).length === 0}
          onClick={() => changeSettings({ keymap: { ...keymap, own: {} } })}
        >
          {t.resetKeys}
        </button>
      </div>
      {sections.map(({ menu, label, commands }) => (
        <section key={menu} aria-label={label}>
          <h3>{label}</h3>
          <ul>
            {commands.map((command) => (
              <KeyRow key={command.id} command={command} />
            ))}
          </ul>
        </section>
      ))}
      {sections.length === 0 && <p className="hint">{t.noCommand}</p>}
    </>
  )
}

function KeyRow({ command }: { command: Command }) {
  const keymap = useSetting('keymap')
  const table = useBoundKeys()
  const [recording, setRecording] = useState(false)
  const [taken, setTaken] = useState<{ readonly key: string; readonly by: string } | null>(null)
  const keys = table.get(command.id) ?? []
  const set = (next: readonly string[]) => {
    changeSettings({ keymap: bind(allCommands, keymap, command.id, next) })
    setTaken(null)
    setRecording(false)
  }
  const record = (event: KeyboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return setRecording(false)
    if (isModifier(event.key)) return
    const key = shortcutOf(event.nativeEvent)
    if (keys.includes(key)) return setRecording(false)
    const others = holders(allCommands, table, command, key)
    if (others.length === 0) return set([...keys, key])
    setRecording(false)
    setTaken({ key, by: others.map(({ label }) => label).join(', ') })
  }
  return (
    <li className="key-row">
      <span>
        {command.label}
        {command.within !== undefined && <span className="quiet"> {ui.keys.within[command.within]}</span>}
      </span>
      <span className="row key-chips">
        {keys.map((key) => (
          <span key={key} className="key-chip">
            <kbd>{readable(key)}</kbd>
            <button
              type="button"
              aria-label={t.removeKey(readable(key), command.label)}
              title={t.removeKey(readable(key), command.label)}
              onClick={() => set(keys.filter((each) => each !== key))}
            >
              <X size={12} aria-hidden />
            </button>
          </span>
        ))}
        <button
          type="button"
          className={recording ? 'button key-recording' : 'button icon key-add'}
          aria-label={recording ? t.record : t.addKey(command.label)}
          title={recording ? t.recordHint : t.addKey(command.label)}
          onClick={() => {
            setTaken(null)
            setRecording(!recording)
          }}
          onKeyDown={recording ? record : undefined}
          onBlur={() => setRecording(false)}
        >
          {recording ? t.record : <Plus size={14} aria-hidden />}
        </button>
        <button
          type="button"
          className="button icon key-add"
          disabled={!Object.hasOwn(keymap.own, command.id)}
          aria-label={t.resetKey(command.label)}
          title={t.resetKey(command.label)}
          onClick={() => changeSettings({ keymap: unbind(keymap, command.id) })}
        >
          <RotateCcw size={13} aria-hidden />
        </button>
      </span>
      {taken && (
        <span className="row key-conflict" role="alert">
          {t.conflict(readable(taken.key), taken.by)}
          <button type="button" className="button" onClick={() => set([...keys, taken.key])}>
            {t.useAnyway}
          </button>
          <button type="button" className="button" onClick={() => setTaken(null)}>
            {t.keep}
          </button>
        </span>
      )}
    </li>
  )
}
