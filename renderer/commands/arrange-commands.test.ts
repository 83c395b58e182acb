import { beforeEach, describe, expect, it } from 'vitest'
import { groupsOf } from '#shared/graph/groups.ts'
import { film, wires } from '../canvas/testing/film.ts'
import { documents } from '../store/document-store.ts'
import { useSession } from '../store/session.ts'
import { select, useUi } from '../store/ui-store.ts'
import { arrangeCommands } from './arrange-commands.ts'
import type { Command } from './command.ts'
import { editCommands } from './edit-commands.ts'
import { wireCommands } from './wire-commands.ts'

beforeEach(() => {
  useSession.setState({ session: 'here', readOnly: false })
  documents.open(film)
  select([])
})

const { group, collapse, alignLeft, distributeDown } = arrangeCommands
const { duplicate, remove } = editCommands

describe('a command on the selection', () => {
  it.each<[Command, readonly string[]]>([
    [group, ['m', 'n']],
    [collapse, ['m', 'n']],
    [alignLeft, ['p', 'n']],
    [distributeDown, ['m', 'n', 'cut']],
    [wireCommands.removeKeepFlow, ['m']],
    [duplicate, ['m', 'cut']],
    [remove, ['m', 'n']],
  ])('%o is one step, undone and done again', async (command, nodes) => {
    expect(command.enabled()).toBe(false)
    select(nodes)
    expect(command.enabled()).toBe(true)
    await command.perform()
    const after = documents.document()
    expect(after).not.toBe(film)
    documents.undo()
    expect(documents.document()).toBe(film)
    documents.redo()
    expect(documents.document()).toBe(after)
  })

  it('does nothing to a document that another window edits', () => {
    select(['m', 'n'])
    useSession.setState({ readOnly: true })
    for (const command of [group, collapse, alignLeft, remove, duplicate]) expect(command.enabled()).toBe(false)
  })
})

describe('groups', () => {
  it('are selected when they are made, and go without what stands in them', () => {
    select(['m', 'n'])
    group.perform()
    const [made] = groupsOf(documents.document())
    expect([...useUi.getState().groups]).toEqual([made?.id])
    remove.perform()
    expect(documents.document().groups).toEqual([])
    expect(documents.document().nodes).toHaveLength(4)
  })
})

describe('duplicating', () => {
  it('keeps the wires that come from outside', () => {
    select(['m'])
    duplicate.perform()
    expect(wires(documents.document())).toContain('p.text > m-2.prompt')
    expect([...useUi.getState().selection]).toEqual(['m-2'])
  })
})
