import { describe, expect, it } from 'vitest'
import { type CloseAnswer, type Closing, mayClose } from './close-guard.ts'

const saved = { session: 's', path: '/a.reelay', name: 'A', unsaved: false }
const edited = { session: 'e', path: '/b.reelay', name: 'B', unsaved: true }
const untitled = { session: 'u', path: null, name: '', unsaved: true }

function closing(
  documents: Awaited<ReturnType<Closing['documents']>>,
  more: Partial<Closing> = {},
  answer: CloseAnswer = 'save',
) {
  const done: unknown[] = []
  const world: Closing = {
    documents: async () => documents,
    ask: async ({ session }) => {
      done.push(`ask ${session}`)
      return answer
    },
    askUntold: async () => {
      done.push('ask untold')
      return true
    },
    choosePath: async () => '/new.reelay',
    save: async (session, as) => void done.push(`save ${session} ${as}`),
    discard: async (session) => void done.push(`discard ${session}`),
    tell: async (message) => void done.push(message),
    ...more,
  }
  return { done, may: mayClose(world) }
}

describe('closing a window', () => {
  it('asks nothing where nothing is unsaved', async () => {
    const { may, done } = closing([saved])
    expect([await may, done]).toEqual([true, []])
  })

  it('saves what is unsaved, under a path that is asked for where there is none', async () => {
    const { may, done } = closing([saved, edited, untitled])
    expect(await may).toBe(true)
    expect(done).toEqual(['ask e', 'save e null', 'ask u', 'save u /new.reelay'])
  })

  it('gives edits up only when told', async () => {
    const { may, done } = closing([edited], {}, 'discard')
    expect([await may, done]).toEqual([true, ['ask e', 'discard e']])
  })

  it('stays open when the person changes their mind, at either question', async () => {
    expect(await closing([edited], {}, 'cancel').may).toBe(false)
    const { may, done } = closing([untitled, edited], { choosePath: async () => null })
    expect([await may, done]).toEqual([false, ['ask u']])
  })

  it('stays open and says why when saving or giving up fails', async () => {
    const fail = async () => {
      throw new Error('The disk is full.')
    }
    const saving = closing([edited], { save: fail })
    expect([await saving.may, saving.done]).toEqual([false, ['ask e', 'The disk is full.']])
    const giving = closing([edited], { discard: fail }, 'discard')
    expect([await giving.may, giving.done]).toEqual([false, ['ask e', 'The disk is full.']])
  })

  it('asks where the host cannot tell what is unsaved', async () => {
    const documents = () => Promise.reject(new Error('A part of Reelay has ended.'))
    const { may, done } = closing([], { documents })
    expect([await may, done]).toEqual([true, ['ask untold']])
    expect(await closing([], { documents, askUntold: async () => false }).may).toBe(false)
  })
})
