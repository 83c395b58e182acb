import { Eye } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { registry } from '#nodes/index.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { isStandIn } from '#shared/graph/values.ts'
import type { ShownItem } from '#shared/ipc/contract.ts'
import { playCommands } from '../commands/play-commands.ts'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { useOutputs } from '../store/outputs-store.ts'
import { useSession } from '../store/session.ts'
import { useUi } from '../store/ui-store.ts'
import { preview } from '../strings/preview.ts'
import { s } from '../strings.ts'
import { deliveredBy } from '../timeline/lanes.ts'
import { CommandButton } from '../ui/command-button.tsx'
import { dragOut, seenFile } from './actions.ts'
import { CompareBar } from './compare-bar.tsx'
import { CompareMenu } from './compare-menu.tsx'
import { Facts } from './facts.tsx'
import { HistoryList } from './history-list.tsx'
import { apart, type Sight, sightsOf } from './looks.ts'
import { linkPlayhead } from './playhead-link.ts'
import { Slots } from './slots.tsx'
import { type Side, Stage } from './stage.tsx'
import { TakeStrip } from './take-strip.tsx'
import type { TakeRow } from './takes.ts'
import { useSight } from './use-sight.ts'
import { choose, type Section, shownNode, useViewer } from './viewer-store.ts'

/**
 * What a node has made: picture, sound or words, alone or beside another, with its takes, history and facts. While nothing is selected
 * it is the film.
 */
export function Viewer() {
  const wanted = useViewer(shownNode)
  const node = useDocument((document) => (wanted !== null && nodeOf(document, wanted) ? wanted : null))
  const isFree = useViewer(({ slot, slots }) => slot === null || slots[slot] === undefined)
  const nothing = useUi((state) => state.selection.size === 0)
  const film = useDocument((document) => deliveredBy(document, registry))
  useEffect(linkPlayhead, [])
  return (
    <section className="panel viewer" aria-label={s.regions.viewer} data-region="viewer" tabIndex={-1}>
      {isFree && nothing && film !== null ? <Film film={film} otherwise={node} /> : <Shown node={node} />}
    </section>
  )
}

/** The film as soon as there is one. */
function Film({ film, otherwise }: { readonly film: NodeId; readonly otherwise: NodeId | null }) {
  const isMade = useOutputs(film).length > 0
  return <Shown node={isMade ? film : otherwise} />
}

function Shown({ node }: { readonly node: NodeId | null }) {
  useEffect(() => {
    if (node === null) useViewer.setState({ seen: null })
  }, [node])
  if (node !== null) return <NodeViewer key={node} id={node} />
  return (
    <>
      <h2 className="panel-title">{s.regions.viewer}</h2>
      <Empty>{preview.select}</Empty>
    </>
  )
}

function Empty({ children }: { readonly children: ReactNode }) {
  return (
    <div className="empty">
      <Eye size={22} aria-hidden />
      <p>{children}</p>
    </div>
  )
}

function NodeViewer({ id }: { readonly id: NodeId }) {
  const choice = useViewer((state) => state.choices[id] ?? null)
  const compare = useViewer((state) => state.compare)
  const wanted = useViewer((state) => state.second)
  const second = useDocument((document) => (wanted && nodeOf(document, wanted.node) ? wanted : null))
  const { shown, sight, rows, row } = useSight(id, choice)
  const a = useSide(id, shown, sight)
  const seeing = useSight(second?.node ?? id, second?.choice ?? null)
  const b = useSide(second?.node ?? id, seeing.shown, second ? seeing.sight : null)
  useSeen(id, sight, row)
  useNews(id, shown)
  const title = useTitle(id)
  return (
    <>
      <h2 className="panel-title">
        <span className="viewer-title">{a?.title ?? title}</span>
        {sight && isStandIn(sight.value) && <span className="tag">{preview.standIn}</span>}
        <span className="spring" />
        <Slots />
        <CompareMenu node={id} />
        <FileButtons />
        <CommandButton command={playCommands.fullScreen} />
      </h2>
      {compare !== 'off' && <CompareBar node={id} a={a} b={b} />}
      {a ? <Stage a={a} b={compare === 'off' ? null : b} /> : <Empty>{preview.nothing}</Empty>}
      <Below
        takes={<TakeStrip node={id} shown={shown} rows={rows} row={row} sight={sight} />}
        history={<HistoryList id={id} sight={sight} />}
        facts={sight ? <Facts value={sight.value} /> : <p className="hint">{preview.facts.none}</p>}
      />
    </>
  )
}

function useTitle(id: NodeId): string {
  return useDocument((document) => nodeOf(document, id)?.title || id)
}

function useSide(node: NodeId, shown: readonly ShownItem[], sight: Sight | null): Side | null {
  const title = useTitle(node)
  if (!sight) return null
  const name = apart(sight, sightsOf(shown), preview.takeOf)
  return { node, sight, title: name === '' ? title : `${title} · ${name}` }
}

/** Commands learn what is on screen. */
function useSeen(node: NodeId, sight: Sight | null, row: TakeRow | null): void {
  const { baseKey, takes, pick } = row ?? { baseKey: null, takes: 1, pick: 0 }
  useEffect(() => {
    const type = sight?.present ? sight.value.type : null
    const isClip = type === 'video' || type === 'audio'
    const isPicture = type === 'video' || type === 'image'
    useViewer.setState({ seen: { node, sight, baseKey, takes, pick, isClip, isPicture } })
  }, [node, sight, baseKey, takes, pick])
}

/** What is made now is seen, whatever was looked up in the history before. */
function useNews(node: NodeId, shown: readonly ShownItem[]): void {
  const keys = shown.map(({ key }) => key).join(' ')
  const before = useRef('')
  useEffect(() => {
    if (before.current !== '' && before.current !== keys && useViewer.getState().choices[node]?.from === 'made')
      choose(node, null)
    before.current = keys
  }, [node, keys])
}

/** Saves what is seen, at a click or dragged out of the window; on a desktop also shows where it lies. */
function FileButtons() {
  const isDesktop = useSession((state) => state.info?.desktop === true)
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <span
        className="viewer-anchor"
        draggable
        title={preview.file.drag}
        onDragStart={(event) => {
          const file = seenFile()
          if (file) dragOut(event.nativeEvent, { digest: file.value.digest, name: file.name, mime: file.mime })
          else event.preventDefault()
        }}
      >
        <CommandButton command={playCommands.saveOutput} />
      </span>
      {isDesktop && <CommandButton command={playCommands.reveal} />}
    </>
  )
}

const SECTIONS: readonly Section[] = ['takes', 'history', 'facts']

function Below(parts: Readonly<Record<Section, ReactNode>>) {
  const section = useViewer((state) => state.section)
  return (
    <Tabs.Root
      className="viewer-below"
      value={section}
      onValueChange={(value) => {
        const wanted = SECTIONS.find((each) => each === value)
        if (wanted) useViewer.setState({ section: wanted })
      }}
    >
      <Tabs.List className="viewer-tabs" aria-label={preview.sections}>
        {SECTIONS.map((each) => (
          <Tabs.Trigger key={each} value={each} className="viewer-tab">
            {preview[each].tab}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {SECTIONS.map((each) => (
        <Tabs.Content key={each} value={each} className="viewer-part">
          {parts[each]}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
