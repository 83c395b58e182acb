import { ChevronDown, ChevronUp, FileWarning, Lock, RotateCcw, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { reveal } from '../canvas/reveal.ts'
import { nodeOf } from '../store/document-index.ts'
import { documents } from '../store/document-store.ts'
import { question } from '../store/question-store.ts'
import { again, discardEdits, useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { ui } from '../strings/ui.ts'

/** What a person has to know about the open file, until it is dealt with. */
export function Banners() {
  const readOnly = useSession((state) => state.readOnly)
  const conflict = useSession((state) => state.conflict)
  const recovered = useSession((state) => state.recovered)
  const warnings = useSession((state) => state.warnings)
  if (!readOnly && !conflict && !recovered && warnings.length === 0) return null
  return (
    <section className="banners" aria-label={ui.banner.region}>
      {readOnly && (
        <Banner icon={<Lock size={15} aria-hidden />} text={ui.banner.readOnly}>
          <button type="button" className="button" onClick={() => void takeOver()}>
            {ui.banner.takeOver}
          </button>
        </Banner>
      )}
      {conflict && (
        <Banner icon={<FileWarning size={15} aria-hidden />} text={ui.banner.conflict}>
          <button type="button" className="button" onClick={() => useUi.setState({ dialog: 'conflict' })}>
            {ui.banner.resolve}
          </button>
        </Banner>
      )}
      {recovered && !readOnly && (
        <Banner icon={<RotateCcw size={15} aria-hidden />} text={ui.banner.recovered}>
          <button type="button" className="button" onClick={() => useSession.setState({ recovered: false })}>
            {ui.banner.keep}
          </button>
          <button type="button" className="button" onClick={() => void discard()}>
            {ui.banner.discard}
          </button>
        </Banner>
      )}
      {warnings.length > 0 && <Warnings />}
    </section>
  )
}

function Banner({ icon, text, children }: { icon: ReactNode; text: string; children: ReactNode }) {
  return (
    <div className="banner">
      {icon}
      <p role="status">{text}</p>
      {children}
    </div>
  )
}

/** What could not be read as it stands in the file, node by node. */
function Warnings() {
  const warnings = useSession((state) => state.warnings)
  const [open, setOpen] = useState(false)
  const Chevron = open ? ChevronUp : ChevronDown
  return (
    <>
      <Banner icon={<TriangleAlert size={15} aria-hidden />} text={ui.banner.warnings(warnings.length)}>
        <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? ui.banner.hide : ui.banner.show} <Chevron size={14} aria-hidden />
        </button>
        <button
          type="button"
          className="button icon"
          aria-label={ui.banner.dismiss}
          title={ui.banner.dismiss}
          onClick={() => useSession.setState({ warnings: [] })}
        >
          <X size={15} aria-hidden />
        </button>
      </Banner>
      {open && (
        <ul className="banner-warnings">
          {warnings.map(({ node, edge, message }) => {
            const target = node ?? documents.document().edges.find(({ id }) => id === edge)?.to.node
            const known = target !== undefined && nodeOf(documents.document(), target) !== undefined
            return (
              <li key={`${node} ${edge} ${message}`}>
                {known ? (
                  <button type="button" className="link" onClick={() => reveal(target)}>
                    {message}
                  </button>
                ) : (
                  message
                )}
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

async function takeOver(): Promise<void> {
  const choices = [{ id: 'yes', label: ui.banner.takeOver, kind: 'main' }] as const
  if ((await question({ ...ui.banner.takeOverAsk, choices })) === 'yes') await again('document.takeOver')
}

async function discard(): Promise<void> {
  const choices = [{ id: 'yes', label: ui.banner.discard, kind: 'danger' }] as const
  if ((await question({ ...ui.banner.discardAsk, choices })) === 'yes') await discardEdits()
}
