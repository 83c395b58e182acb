import { Dices, Lock, LockOpen } from 'lucide-react'
import type { NumberParam, SeedParam } from '#shared/node/params.ts'
import { request } from '../../api.ts'
import { useSession } from '../../store/session.ts'
import { inspectorStrings as t } from '../../strings/inspector.ts'
import { memberOf } from '../older-version.ts'
import { NumberWidget } from './number.tsx'
import type { WidgetProps } from './widget-props.ts'

const random = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0

/** A seed: derived from what is asked for until it is locked, typed or thrown anew. */
export function SeedWidget({ spec, ...props }: WidgetProps<SeedParam>) {
  const { value, mixed, nodes, disabled, onChange, onDone } = props
  const session = useSession((state) => state.session)
  const number: NumberParam = {
    ...{ kind: 'number', label: spec.label, default: null, nullable: true, integer: true, min: 0, max: 0xffffffff },
  }
  const locked = typeof value === 'number' && !mixed
  const set = (next: number | null) => {
    onDone()
    onChange(next)
    onDone()
  }
  /** The seed that the first take has anyway, so that locking it changes nothing but that it stays. */
  const lock = async () => {
    const [node] = nodes
    const seen = session && node ? await request('node.request', { session, node }).catch(() => null) : null
    const seed = seen?.ok ? memberOf(seen.request, 'seed') : undefined
    set(typeof seed === 'number' ? seed : random())
  }
  return (
    <span className="row wrap">
      <span className="grow">
        <NumberWidget {...props} spec={number} />
      </span>
      <button
        type="button"
        className="button icon"
        aria-pressed={locked}
        aria-label={locked ? t.param.unlock : t.param.lock}
        title={locked ? t.param.unlock : t.param.lock}
        disabled={disabled}
        onClick={() => (locked ? set(null) : void lock())}
      >
        {locked ? <Lock size={16} aria-hidden /> : <LockOpen size={16} aria-hidden />}
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={t.param.dice}
        title={t.param.dice}
        disabled={disabled}
        onClick={() => set(random())}
      >
        <Dices size={16} aria-hidden />
      </button>
    </span>
  )
}
