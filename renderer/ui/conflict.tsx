import { question } from '../store/question-store.ts'
import { again, save, saveAs } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { ui } from '../strings/ui.ts'
import { Modal, ModalHead } from './modal.tsx'

const close = () => useUi.setState({ dialog: null })

const WAYS = [
  {
    label: ui.conflict.mine,
    hint: ui.conflict.mineHint,
    act: async () => {
      await saveAs()
    },
  },
  { label: ui.conflict.theirs, hint: ui.conflict.theirsHint, act: () => again('document.reload') },
  {
    label: ui.conflict.overwrite,
    hint: ui.conflict.overwriteHint,
    act: async () => {
      const choices = [{ id: 'yes', label: ui.conflict.overwrite, kind: 'danger' }] as const
      if ((await question({ ...ui.conflict.sure, choices })) === 'yes') await save({ overwrite: true })
    },
  },
] as const

/** Something else changed the file: nothing is lost until a person has said which version stays. */
export function ConflictDialog() {
  return (
    <Modal label={ui.conflict.title} className="modal-conflict" onClose={close}>
      <ModalHead title={ui.conflict.title} />
      <p>{ui.conflict.text}</p>
      <div className="stack">
        {WAYS.map(({ label, hint, act }) => (
          <button
            key={label}
            type="button"
            className="conflict-way"
            onClick={() => {
              close()
              void act()
            }}
          >
            <strong>{label}</strong>
            <span>{hint}</span>
          </button>
        ))}
      </div>
    </Modal>
  )
}
