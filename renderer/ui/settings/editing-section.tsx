import { DELIVERY_BOUNDS } from '#shared/graph/document.ts'
import { changeSettings, useSetting } from '../../store/settings-store.ts'
import { settings as t } from '../../strings/settings.ts'
import { NumberField, SettingRow, SwitchSetting } from './setting-row.tsx'

export function EditingSection() {
  const autosave = useSetting('autosave')
  const snap = useSetting('snap')
  const delivery = useSetting('delivery')
  const change = (part: Partial<typeof delivery>) => changeSettings({ delivery: { ...delivery, ...part } })
  return (
    <>
      <SwitchSetting
        label={t.autosave}
        hint={t.autosaveHint}
        on={autosave}
        onChange={(next) => changeSettings({ autosave: next })}
      />
      <SwitchSetting label={t.snap} hint={t.snapHint} on={snap} onChange={(next) => changeSettings({ snap: next })} />
      <fieldset className="setting-group">
        <legend>{t.delivery}</legend>
        <p className="hint">{t.deliveryHint}</p>
        <SettingRow label={t.width}>
          {(ids) => (
            <NumberField
              {...ids}
              value={delivery.width}
              {...DELIVERY_BOUNDS.width}
              step={2}
              onChange={(width) => width !== null && change({ width: Math.round(width) })}
            />
          )}
        </SettingRow>
        <SettingRow label={t.height}>
          {(ids) => (
            <NumberField
              {...ids}
              value={delivery.height}
              {...DELIVERY_BOUNDS.height}
              step={2}
              onChange={(height) => height !== null && change({ height: Math.round(height) })}
            />
          )}
        </SettingRow>
        <SettingRow label={t.fps}>
          {(ids) => (
            <NumberField
              {...ids}
              value={delivery.fps}
              {...DELIVERY_BOUNDS.fps}
              step={0.001}
              onChange={(fps) => fps !== null && change({ fps })}
            />
          )}
        </SettingRow>
        <SettingRow label={t.lufs}>
          {(ids) => (
            <NumberField
              {...ids}
              value={delivery.lufs}
              {...DELIVERY_BOUNDS.lufs}
              step={0.5}
              empty
              onChange={(lufs) => change({ lufs })}
            />
          )}
        </SettingRow>
      </fieldset>
    </>
  )
}
