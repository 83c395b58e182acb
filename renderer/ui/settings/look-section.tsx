import { useEnabled } from '../../commands/command.ts'
import { commands } from '../../commands/commands.ts'
import { changeSettings, useSetting } from '../../store/settings-store.ts'
import { useUi } from '../../store/ui-store.ts'
import { settings as t } from '../../strings/settings.ts'
import { ChoiceSetting } from './setting-row.tsx'

export function LookSection() {
  const theme = useSetting('theme')
  const motion = useSetting('motion')
  const open = useEnabled(commands.tour)
  return (
    <>
      <ChoiceSetting
        label={t.theme}
        value={theme}
        options={t.themes}
        onChange={(next) => changeSettings({ theme: next })}
      />
      <ChoiceSetting
        label={t.motion}
        value={motion}
        options={t.motions}
        onChange={(next) => changeSettings({ motion: next })}
      />
      <div className="row">
        <button type="button" className="button" disabled={!open} onClick={() => void commands.resetLayout.perform()}>
          {t.resetLayout}
        </button>
        <button
          type="button"
          className="button"
          disabled={!open}
          onClick={() => {
            useUi.setState({ dialog: null })
            void commands.tour.perform()
          }}
        >
          {t.tour}
        </button>
      </div>
    </>
  )
}
