import { registry } from '#nodes/index.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { sameJson } from '#shared/json.ts'
import { edit } from '../commands/connect.ts'
import { edgesInto, nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { say } from '../store/messages.ts'
import { useModels } from '../store/models-store.ts'
import { useHistory } from '../store/outputs-store.ts'
import { useSession } from '../store/session.ts'
import { preview } from '../strings/preview.ts'
import { ago, price } from '../strings.ts'
import { type Difference, differences, inWords, restoreEdits } from './differences.ts'
import type { Choice, MadeItem, Sight } from './looks.ts'
import { Thumb } from './thumb.tsx'
import { choose, compareWith, useViewer } from './viewer-store.ts'

const { history: words } = preview
/** Differences that a row names. */
const MOST_NAMED = 3

/** Every output the node ever had in this document, newest first. */
export function HistoryList({ id, sight }: { readonly id: NodeId; readonly sight: Sight | null }) {
  const made = useHistory(id, true)
  const shownKey = sight?.key ?? null
  const newest = made?.find(({ key }) => key === shownKey) ?? made?.[0]
  if (made === null) return <p className="hint">{preview.reading}</p>
  if (made.length === 0) return <p className="hint">{words.none}</p>
  return (
    <ul className="made-list" aria-label={words.list}>
      {made.map((each) => (
        <Row
          key={each.key}
          id={id}
          made={each}
          isShown={each.key === shownKey}
          hasOtherInputs={newest !== undefined && !sameJson(each.inputs, newest.inputs)}
        />
      ))}
    </ul>
  )
}

function Row({
  id,
  made,
  isShown,
  hasOtherInputs,
}: {
  readonly id: NodeId
  readonly made: MadeItem
  readonly isShown: boolean
  readonly hasOtherInputs: boolean
}) {
  const changed = useDifferences(id, made)
  const readOnly = useSession((state) => state.readOnly)
  const model = useModels((state) => state.models.get(made.model ?? '')?.model.title)
  const [port, values] = Object.entries(made.ports)[0] ?? ['', []]
  const [value] = values
  const when = ago(made.made)
  const choice: Choice = { from: 'made', key: made.key, port, index: 0 }
  const facts = [
    made.take > 0 && preview.take(made.take),
    model ?? made.model,
    made.usd === null ? words.unknownPrice : price([made.usd, made.usd]),
    isShown && words.current,
    hasOtherInputs && words.otherInputs,
    !made.present && words.gone,
  ].filter((fact) => typeof fact === 'string')
  return (
    <li className="made" aria-current={isShown}>
      <Thumb
        {...(value && { value })}
        name={when}
        notes={[words.view(when)]}
        pressed={isShown}
        onPress={() => choose(id, choice)}
      />
      <div className="made-words">
        <p>{facts.join(' · ')}</p>
        <p className="quiet">{changed.length === 0 ? words.sameParams : named(changed)}</p>
        <div className="row">
          <button
            type="button"
            className="link"
            aria-label={`${words.useAgain}, ${when}`}
            title={words.useAgainHint}
            disabled={readOnly || changed.length === 0}
            onClick={() => {
              edit(restoreEdits(id, changed))
              choose(id, choice)
              say.done(words.usedAgain)
            }}
          >
            {words.useAgain}
          </button>
          <button
            type="button"
            className="link"
            aria-label={`${words.compare}, ${when}`}
            title={words.compareHint}
            disabled={isShown}
            onClick={() => {
              const { compare } = useViewer.getState()
              compareWith({ node: id, choice }, compare === 'off' ? 'wipe' : compare)
            }}
          >
            {words.compare}
          </button>
        </div>
      </div>
    </li>
  )
}

function useDifferences(id: NodeId, made: MadeItem): readonly Difference[] {
  const node = useDocument((document) => nodeOf(document, id))
  const edges = useDocument((document) => edgesInto(document, id))
  const settings = useDocument((document) => document.settings)
  const definition = node && registry.get(node.type)
  if (!node || !definition) return []
  const wired = new Set(edges.map((edge) => edge.to.port))
  return differences(definition, node, wired, settings, made)
}

function named(changed: readonly Difference[]): string {
  const parts = changed.slice(0, MOST_NAMED).map((each) => inWords(each, { now: words.now, none: words.noValue }))
  if (changed.length > MOST_NAMED) parts.push(words.more(changed.length - MOST_NAMED))
  return parts.join(' · ')
}
