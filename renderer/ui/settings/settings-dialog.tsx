import { Tabs } from 'radix-ui'
import { useUi } from '../../store/ui-store.ts'
import { settings as t } from '../../strings/settings.ts'
import { Modal, ModalHead } from '../modal.tsx'
import { EditingSection } from './editing-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { LookSection } from './look-section.tsx'
import { ProvidersSection } from './providers-section.tsx'
import { RunningSection } from './running-section.tsx'
import { StorageSection } from './storage-section.tsx'

const SECTIONS = {
  look: LookSection,
  editing: EditingSection,
  running: RunningSection,
  keys: KeysSection,
  providers: ProvidersSection,
  storage: StorageSection,
} as const
const NAMES = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]

/** Everything that is set once per machine; each change counts at once. */
export function SettingsDialog() {
  return (
    <Modal label={t.title} className="modal-settings" onClose={() => useUi.setState({ dialog: null })}>
      <ModalHead title={t.title} />
      <Tabs.Root defaultValue="look" orientation="vertical" className="settings-body">
        <Tabs.List aria-label={t.title} className="settings-tabs">
          {NAMES.map((name) => (
            <Tabs.Trigger key={name} value={name}>
              {t.sections[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {NAMES.map((name) => {
          const Section = SECTIONS[name]
          return (
            <Tabs.Content key={name} value={name} className="settings-section">
              <Section />
            </Tabs.Content>
          )
        })}
      </Tabs.Root>
    </Modal>
  )
}
