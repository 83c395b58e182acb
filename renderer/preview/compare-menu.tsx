import { Check, ChevronRight, Columns2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { registry } from '#nodes/index.ts'
import type { NodeId } from '#shared/graph/ids.ts'
import { nodeOf } from '../store/document-index.ts'
import { useDocument } from '../store/document-store.ts'
import { useOutputs } from '../store/outputs-store.ts'
import { preview } from '../strings/preview.ts'
import { apart, choiceOf, sightsOf } from './looks.ts'
import { usePopHost } from './use-pop-host.ts'
import { type Compare, compareWith, useViewer } from './viewer-store.ts'

const { compare: words } = preview
const MODES: readonly Compare[] = ['off', 'wipe', 'side', 'difference']

/** How two outputs are compared, and which is the second. */
export function CompareMenu({ node }: { readonly node: NodeId }) {
  const compare = useViewer((state) => state.compare)
  const host = usePopHost()
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className="button icon quiet"
        aria-label={words.menu}
        title={words.menu}
        aria-pressed={compare !== 'off'}
      >
        <Columns2 size={15} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={host}>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup
            value={compare}
            onValueChange={(value) => {
              const mode = MODES.find((each) => each === value)
              if (mode) useViewer.setState({ compare: mode })
            }}
          >
            {MODES.map((mode) => (
              <DropdownMenu.RadioItem key={mode} value={mode} className="menu-item">
                <DropdownMenu.ItemIndicator className="menu-mark">
                  <Check size={14} aria-hidden />
                </DropdownMenu.ItemIndicator>
                {words[mode]}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="menu-line" />
          <SecondItems node={node} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** The button that says what B is and lets another one be chosen. */
export function SecondPicker({ node, title }: { readonly node: NodeId; readonly title: string | null }) {
  const host = usePopHost()
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button compare-second">
        <span>
          {words.b} {title ?? words.choose}
        </span>
        <ChevronRight size={13} aria-hidden className="compare-down" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={host}>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          <SecondItems node={node} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** Takes of the node that is seen, then the outputs of all others. */
function SecondItems({ node }: { readonly node: NodeId }) {
  const nodes = useDocument((document) => document.nodes)
  const host = usePopHost()
  return (
    <>
      <DropdownMenu.Label className="menu-label">{words.takesHere}</DropdownMenu.Label>
      <Outputs node={node} />
      <DropdownMenu.Label className="menu-label">{words.otherNodes}</DropdownMenu.Label>
      {nodes.map((each) =>
        each.id === node || registry.get(each.type)?.behave.kind === 'inert' ? null : (
          <DropdownMenu.Sub key={each.id}>
            <DropdownMenu.SubTrigger className="menu-item">
              <span className="menu-text">{each.title || each.id}</span>
              <ChevronRight className="push" size={14} aria-hidden />
            </DropdownMenu.SubTrigger>
            <DropdownMenu.Portal container={host}>
              <DropdownMenu.SubContent className="menu" collisionPadding={8}>
                <Outputs node={each.id} />
              </DropdownMenu.SubContent>
            </DropdownMenu.Portal>
          </DropdownMenu.Sub>
        ),
      )}
    </>
  )
}

function Outputs({ node }: { readonly node: NodeId }) {
  const sights = sightsOf(useOutputs(node))
  const title = useDocument((document) => nodeOf(document, node)?.title || node)
  const compare = useViewer((state) => (state.compare === 'off' ? 'wipe' : state.compare))
  if (sights.length === 0)
    return (
      <DropdownMenu.Item className="menu-item" disabled>
        {words.nothingThere}
      </DropdownMenu.Item>
    )
  return sights.map((sight) => (
    <DropdownMenu.Item
      key={`${sight.item} ${sight.take} ${sight.port} ${sight.index}`}
      className="menu-item"
      onSelect={() => compareWith({ node, choice: choiceOf(sight) }, compare)}
    >
      <span className="menu-text">{apart(sight, sights, preview.take) || title}</span>
    </DropdownMenu.Item>
  ))
}
