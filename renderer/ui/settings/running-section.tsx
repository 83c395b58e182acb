import { changeSettings, useSetting } from '../../store/settings-store.ts'
import { settings as t } from '../../strings/settings.ts'
import { NumberField, SettingRow, SwitchSetting } from './setting-row.tsx'

export function RunningSection() {
  const standIn = useSetting('standIn')
  const confirm = useSetting('confirmAboveUsd')
  const notifications = useSetting('notifications')
  return (
    <>
      <SwitchSetting
        label={t.standIn}
        hint={t.standInHint}
        on={standIn}
        onChange={(next) => changeSettings({ standIn: next })}
      />
      <SettingRow label={t.confirm} hint={t.confirmHint}>
        {(ids) => (
          <NumberField
            {...ids}
            value={confirm}
            min={0}
            max={1e6}
            step={0.5}
            empty
            onChange={(next) => changeSettings({ confirmAboveUsd: next })}
          />
        )}
      </SettingRow>
      <SwitchSetting
        label={t.notifications}
        hint={t.notificationsHint}
        on={notifications}
        onChange={(next) => changeSettings({ notifications: next })}
      />
    </>
  )
}
