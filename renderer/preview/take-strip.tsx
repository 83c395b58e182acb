import { Check, Minus, Pin, Plus, Star, ThumbsDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type KeyboardEvent, useState } from 'react'
import type { NodeId } from '#shared/graph/ids.ts'
import type { ShownItem } from '#shared/ipc/contract.ts'
import { edit } from '../commands/connect.ts'
import { playCommands } from '../commands/play-commands.ts'
import { documents, useDocument } from '../store/document-store.ts'
import { useSession } from '../store/session.ts'
import { preview } from '../strings/preview.ts'
import { CommandButton } from '../ui/command-button.tsx'
import { apart, choiceOf, type Sight, sightsOf } from './looks.ts'
import { markOf, rejectEdit, type TakeRow } from './takes.ts'
import { Thumb } from './thumb.tsx'
import { usePopHost } from './use-pop-host.ts'
import { choose, useViewer } from './viewer-store.ts'

const { takes: say } = preview

/** The takes of every work item, and what else the node has made. */
export function TakeStrip({
  node,
  shown,
  rows,
  row,
  sight,
}: {
  readonly node: NodeId
  readonly shown: readonly ShownItem[]
  readonly rows: readonly TakeRow[]
  /** Of the sight. */
  readonly row: TakeRow | null
  readonly sight: Sight | null
}) {
  const sights = sightsOf(shown)
  const inRows = new Set(rows.map((each) => each.item))
  const others = sights.filter(
    (each) =>
      !inRows.has(each.item) || (each.item === sight?.item && each.take === sight.take && isOneOfMany(each, sights)),
  )
  return (
    <div className="take-groups">
      {rows.map((each) => (
        <Row key={each.baseKey} node={node} row={each} sights={sights} sight={sight} many={rows.length > 1} />
      ))}
      {row && <TakeActions row={row} sight={sight} />}
      {others.length > 1 || (rows.length === 0 && others.length > 0) ? (
        // biome-ignore lint/a11y/useSemanticElements: a row of pictures is no form
        <div className="take-strip" role="group" aria-label={say.outputs} onKeyDown={alongStrip}>
          {others.map((each) => (
            <Thumb
              key={`${each.item} ${each.take} ${each.port} ${each.index}`}
              value={each.value}
              name={apart(each, sights, preview.takeOf) || each.port}
              pressed={isSame(each, sight)}
              onPress={() => choose(node, choiceOf(each))}
            />
          ))}
        </div>
      ) : null}
      {rows.length === 0 && others.length === 0 && <p className="hint">{say.one}</p>}
    </div>
  )
}

function isOneOfMany(sight: Sight, sights: readonly Sight[]): boolean {
  return sights.filter(({ item, take }) => item === sight.item && take === sight.take).length > 1
}

function isSame(a: Sight, b: Sight | null): boolean {
  return (
    b !== null && a.key === b.key && a.item === b.item && a.take === b.take && a.port === b.port && a.index === b.index
  )
}

function Row({
  node,
  row,
  sights,
  sight,
  many,
}: {
  readonly node: NodeId
  readonly row: TakeRow
  readonly sights: readonly Sight[]
  readonly sight: Sight | null
  readonly many: boolean
}) {
  const marks = useDocument((document) => document.marks)
  const label = many ? say.of(row.item) : say.list
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of pictures is no form
    <div className="take-strip" role="group" aria-label={label} onKeyDown={alongStrip}>
      {many && <span className="take-strip-name quiet">{row.item}</span>}
      {Array.from({ length: row.takes }, (_, take) => {
        const made = sights.find((each) => each.item === row.item && each.take === take)
        const mark = markOf(marks, row.baseKey, take)
        const state = row.states.get(take)
        const isPicked = take === row.pick
        const notes = [
          isPicked && row.takes > 1 && say.picked,
          mark.star && say.starred,
          mark.rejected !== undefined && say.rejected(mark.rejected),
          made ? state !== undefined && state !== 'up-to-date' && say.stale : say.missing,
        ].filter((note) => typeof note === 'string')
        return (
          <Thumb
            // biome-ignore lint/suspicious/noArrayIndexKey: a take is its number
            key={take}
            {...(made && { value: made.value })}
            name={preview.take(take)}
            notes={notes}
            pressed={sight !== null && sight.item === row.item && sight.take === take}
            faded={mark.rejected !== undefined}
            badge={
              <>
                {isPicked && row.takes > 1 && <Pin size={12} aria-hidden />}
                {mark.star && <Star size={12} fill="currentColor" aria-hidden />}
                {mark.rejected !== undefined && <ThumbsDown size={12} aria-hidden />}
              </>
            }
            onPress={() =>
              choose(node, { from: 'shown', item: row.item, take, port: made?.port ?? sight?.port ?? '', index: 0 })
            }
            onPick={() => edit([{ kind: 'set-pick', baseKey: row.baseKey, takes: row.takes, pick: take }])}
          />
        )
      })}
    </div>
  )
}

/** What can be done with the take that is seen. */
function TakeActions({ row, sight }: { readonly row: TakeRow; readonly sight: Sight | null }) {
  const marks = useDocument((document) => document.marks)
  const take = sight?.item === row.item ? sight.take : null
  const mark = take === null ? {} : markOf(marks, row.baseKey, take)
  const isPicked = take !== null && take === row.pick
  return (
    <div className="take-actions">
      <CommandButton command={playCommands.pickTake} pressed={isPicked}>
        {isPicked ? <Check size={15} aria-hidden /> : <Pin size={15} aria-hidden />}
      </CommandButton>
      <CommandButton command={playCommands.starTake} pressed={mark.star === true} />
      <Reject baseKey={row.baseKey} take={take} isRejected={mark.rejected !== undefined} />
      {mark.rejected && <span className="take-reason">{mark.rejected}</span>}
      <span className="spring" />
      <CommandButton command={playCommands.fewerTakes}>
        <Minus size={15} aria-hidden />
      </CommandButton>
      <span className="quiet take-count">{row.takes}</span>
      <CommandButton command={playCommands.moreTakes}>
        <Plus size={15} aria-hidden />
      </CommandButton>
    </div>
  )
}

function Reject({
  baseKey,
  take,
  isRejected,
}: {
  readonly baseKey: string
  readonly take: number | null
  readonly isRejected: boolean
}) {
  const open = useViewer((state) => state.rejecting)
  const [reason, setReason] = useState('')
  const host = usePopHost()
  const readOnly = useSession((state) => state.readOnly)
  const close = () => {
    useViewer.setState({ rejecting: false })
    setReason('')
  }
  const reject = (why: string) => {
    if (take !== null) edit([rejectEdit(documents.document().marks, baseKey, take, why)])
    close()
  }
  return (
    <Popover.Root open={open && take !== null} onOpenChange={(next) => (next ? undefined : close())}>
      <Popover.Anchor asChild>
        <span className="viewer-anchor">
          <CommandButton command={playCommands.rejectTake} pressed={isRejected} />
        </span>
      </Popover.Anchor>
      <Popover.Portal container={host}>
        <Popover.Content
          className="popover take-popover"
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label={say.reason}
        >
          <form
            className="take-reject"
            onSubmit={(event) => {
              event.preventDefault()
              reject(reason)
            }}
          >
            <label>
              {say.reason}
              <input
                className="field"
                value={reason}
                maxLength={1000}
                placeholder={say.reasonHint}
                disabled={readOnly}
                onChange={({ target }) => setReason(target.value)}
              />
            </label>
            <div className="take-reasons">
              {say.reasons.map((each) => (
                <button key={each} type="button" className="chip-button" onClick={() => reject(each)}>
                  {each}
                </button>
              ))}
            </div>
            <button type="submit" className="button primary">
              {say.reject}
            </button>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Left and right go along a row of pictures. */
function alongStrip(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
  if (by === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button.thumb')]
  const at = buttons.indexOf(document.activeElement as HTMLElement)
  event.preventDefault()
  buttons[at + by]?.focus()
}
