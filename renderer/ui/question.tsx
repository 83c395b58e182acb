import { useQuestion } from '../store/question-store.ts'
import { ui } from '../strings/ui.ts'
import { Modal } from './modal.tsx'

/** The question that is asked now. */
export function QuestionDialog() {
  const open = useQuestion((state) => state.open)
  if (!open) return null
  const hasMain = open.choices.some(({ kind }) => kind === 'main')
  return (
    <Modal key={open.title} label={open.title} className="modal-question" onClose={() => open.answer(null)}>
      <h2>{open.title}</h2>
      <p>{open.text}</p>
      <div className="row end">
        <button
          type="button"
          className="button"
          {...(!hasMain && { 'data-first': true })}
          onClick={() => open.answer(null)}
        >
          {ui.cancel}
        </button>
        {open.choices.map(({ id, label, kind }) => (
          <button
            key={id}
            type="button"
            className={kind === 'main' ? 'button primary' : kind === 'danger' ? 'button danger' : 'button'}
            {...(kind === 'main' && { 'data-first': true })}
            onClick={() => open.answer(id)}
          >
            {label}
          </button>
        ))}
      </div>
    </Modal>
  )
}
