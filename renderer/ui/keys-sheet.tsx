import { Printer, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useBoundKeys } from '../commands/bound-keys.ts'
import { allCommands } from '../commands/commands.ts'
import { readable } from '../commands/keys.ts'
import { menuSections } from '../commands/menus.ts'
import { useUi } from '../store/ui-store.ts'
import { ui } from '../strings/ui.ts'
import { s } from '../strings.ts'
import { findCommands } from './find-commands.ts'
import { Modal, ModalHead } from './modal.tsx'

/** The cheat sheet: what is bound now, by menu. */
export function KeysSheet() {
  const table = useBoundKeys()
  const [query, setQuery] = useState('')
  const bound = allCommands.filter(({ id }) => (table.get(id)?.length ?? 0) > 0)
  const sections = menuSections(findCommands(bound, table, query))
  return (
    <Modal label={s.commands.keys} className="modal-keys" onClose={() => useUi.setState({ dialog: null })}>
      <ModalHead title={s.commands.keys}>
        <input
          className="field keys-search"
          data-first
          type="search"
          aria-label={ui.keys.search}
          placeholder={ui.keys.search}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
        <button type="button" className="button" onClick={() => useUi.setState({ dialog: 'settings' })}>
          <SlidersHorizontal size={15} aria-hidden /> {ui.keys.change}
        </button>
        <button type="button" className="button" onClick={() => print()}>
          <Printer size={15} aria-hidden /> {ui.keys.print}
        </button>
      </ModalHead>
      <div className="keys-sheet">
        {sections.map(({ menu, label, commands }) => (
          <section key={menu} aria-label={label}>
            <h3>{label}</h3>
            <dl>
              {commands.map((command) => (
                <div key={command.id}>
                  <dt>
                    {command.label}
                    {command.within !== undefined && <span className="quiet"> {ui.keys.within[command.within]}</span>}
                  </dt>
                  <dd>
                    {table.get(command.id)?.map((key) => (
                      <kbd key={key}>{readable(key)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {sections.length === 0 && <p className="hint">{ui.keys.none}</p>}
      </div>
    </Modal>
  )
}
