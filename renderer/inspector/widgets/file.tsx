import { FolderOpen, X } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import type { NodeId } from '#shared/graph/ids.ts'
import type { FileParam } from '#shared/node/params.ts'
import { upload } from '../../api.ts'
import { chooseFile } from '../../store/file-dialog-store.ts'
import { say } from '../../store/messages.ts'
import { firstMedia, useOutputs } from '../../store/outputs-store.ts'
import { ask, useSession } from '../../store/session.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { dialogKind, fits, inputAccept } from '../file-kinds.ts'
import type { WidgetProps } from './widget-props.ts'

/** A file: chosen, dropped or named by its path, with what it shows. */
export function FileWidget(props: WidgetProps<FileParam>) {
  const { spec, value, mixed, nodes, labelled, described, disabled, onChange, onDone } = props
  const info = useSession((state) => state.info)
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const path = typeof value === 'string' && !mixed ? value : ''
  const address = info?.upload ?? null
  const [node] = nodes

  const set = (next: string) => {
    onDone()
    onChange(next)
    onDone()
  }
  const take = async (file: File | undefined) => {
    if (!file || !address) return
    if (!fits(spec.accept, file)) return say.refused(t.param.wrongFile(file.name, spec.accept.join(', ')))
    const stored = await ask(() => upload(address, file))
    if (stored !== null) set(stored)
  }
  const choose = async () => {
    if (!info?.desktop) return chooser.current?.click()
    const chosen = await chooseFile({ mode: 'open', accept: dialogKind(spec.accept), name: '' }, true)
    if (chosen !== null) set(chosen)
  }
  const onDrag = (event: DragEvent, isOver: boolean) => {
    if (disabled || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(isOver)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way in; the button is the one for keys
    <div
      className="file-drop"
      data-over={over}
      onDragEnter={(event) => onDrag(event, true)}
      onDragOver={(event) => onDrag(event, true)}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        onDrag(event, false)
        if (!disabled) void take(event.dataTransfer.files[0])
      }}
    >
      <span className="row">
        <input
          className="field"
          value={path}
          placeholder={mixed ? t.mixed : undefined}
          disabled={disabled}
          aria-labelledby={labelled}
          aria-describedby={described}
          onChange={({ target }) => onChange(target.value)}
          onBlur={onDone}
        />
        {(address !== null || info?.desktop) && (
          <button
            type="button"
            className="button icon"
            aria-label={t.param.chooseFile}
            title={t.param.chooseFile}
            disabled={disabled}
            onClick={() => void choose()}
          >
            <FolderOpen size={16} aria-hidden />
          </button>
        )}
        {path !== '' && (
          <button
            type="button"
            className="button icon"
            aria-label={t.param.clearFile}
            title={t.param.clearFile}
            disabled={disabled}
            onClick={() => set('')}
          >
            <X size={16} aria-hidden />
          </button>
        )}
        <input
          ref={chooser}
          type="file"
          hidden
          tabIndex={-1}
          accept={inputAccept(spec.accept)}
          onChange={({ target }) => {
            void take(target.files?.[0])
            target.value = ''
          }}
        />
      </span>
      {path === '' ? (
        <span className="hint">{t.param.dropFile}</span>
      ) : (
        node !== undefined && !spec.accept.includes('table') && <Preview node={node} />
      )}
    </div>
  )
}

/** A small picture of what the file gave, once it was read. */
function Preview({ node }: { node: NodeId }) {
  const poster = useSession((state) => state.info?.poster)
  const media = firstMedia(useOutputs(node))
  if (!media || !poster) return null
  return <img className="file-preview" src={`${poster}${media.digest}`} alt="" loading="lazy" decoding="async" />
}
