import { afterAll, describe, expect, it } from 'vitest'
import { documentOf, hostedModel, node, wires } from '../testing/documents.ts'
import { expectKept, writtenItems } from '../testing/promise.ts'
import { openWorkspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

const still = { model: 'standin/still' }
work.catalog('mine.json', [
  hostedModel('mine/still', 0, {
    kind: 'image',
    duration: undefined,
    fps: undefined,
    sound: 'none',
    hosts: [{ provider: 'standin', name: 'still' }],
  }),
])

describe('a prompt edit with the same resolved text', () => {
  it('re-runs no model node', async () => {
    work.write(
      'prompt.reelay',
      documentOf(
        'prompt',
        [
          node('thing', 'prompt', { text: 'kettle' }),
          node('words', 'prompt', { text: 'a {{thing}} on stone' }),
          node('image', 'model', still),
        ],
        wires('thing.text>words.thing', 'words.text>image.prompt'),
      ),
    )
    expect((await work.run('prompt.reelay')).report.ran).toEqual(['thing', 'words', 'image'])
    const submits = work.submits()

    await work.set('prompt.reelay', 'words.text=  a {{ thing }} on stone ')
    const spaces = await work.run('prompt.reelay')
    expect(spaces.report).toMatchObject({ ran: ['words'], upToDate: ['thing', 'image'] })

    await work.set('prompt.reelay', 'thing.text=a kettle', 'words.text={{thing}} on stone')
    const moved = await work.run('prompt.reelay')
    expect(moved.report).toMatchObject({ ran: ['thing', 'words'], upToDate: ['image'] })
    expect(work.submits()).toBe(submits)
  })
})

describe('swapping the model on one node', () => {
  it('re-runs that node and its dependants, and swapping back restores', async () => {
    work.write(
      'swap.reelay',
      documentOf(
        'swap',
        [
          node('words', 'prompt', { text: 'a red door' }),
          node('door', 'model', { ...still, seed: 7 }),
          node('large', 'upscale', { scale: 2 }),
          node('other', 'model', { ...still, prompt: 'a blue door' }),
        ],
        wires('words.text>door.prompt', 'door.image>large.image'),
      ),
    )
    await work.run('swap.reelay')
    await work.set('swap.reelay', 'door.model=mine/still')
    const plan = await work.plan('swap.reelay')
    const swapped = await work.run('swap.reelay')
    expectKept(plan, swapped.report)
    expect(swapped.report.ran).toContain('door')
    // The stand-in may paint the same still for both models; then the dirt stops there.
    expect(['door', 'large']).toEqual(expect.arrayContaining([...swapped.report.ran]))
    expect(swapped.report.upToDate).toEqual(expect.arrayContaining(['words', 'other']))

    const submits = work.submits()
    await work.set('swap.reelay', 'door.model=standin/still')
    const back = await work.run('swap.reelay')
    expect(back.report).toMatchObject({ ran: [], failed: [] })
    expect(back.report.restored).toContain('door')
    expect(work.submits()).toBe(submits)
  })
})

describe('takes and picks', () => {
  it('asks for takes, and a changed pick dirties only what is below', async () => {
    work.write(
      'takes.reelay',
      documentOf(
        'takes',
        [
          node('words', 'prompt', { text: 'a harbour' }),
          node('image', 'model', still),
          node('kit', 'kit', { name: 'harbour' }),
          node('side', 'model', { ...still, prompt: 'a pier' }),
        ],
        wires('words.text>image.prompt', 'image.image>kit.images'),
      ),
    )
    await work.run('takes.reelay')
    await work.set('takes.reelay', 'image.takes=3')
    const plan = await work.plan('takes.reelay')
    expect(writtenItems(plan).flatMap(({ name, state }) => (state === 'run' ? [name] : []))).toEqual([
      'image@1',
      'image@2',
    ])
    const more = await work.run('takes.reelay')
    expect([...more.report.ran].sort()).toEqual(['image@1', 'image@2'])
    expectKept(plan, more.report)

    await work.set('takes.reelay', 'image.pick=1')
    const picked = await work.run('takes.reelay')
    expect(picked.report.ran).toEqual(['kit'])
    await work.set('takes.reelay', 'image.pick=0')
    expect((await work.run('takes.reelay')).report).toMatchObject({ ran: [], restored: ['kit'] })

    // After a prompt edit a node starts again with one take; its old takes return with the old prompt.
    await work.set('takes.reelay', 'words.text=a harbour at night')
    expect((await work.run('takes.reelay')).report.ran).toEqual(['words', 'image', 'kit'])
    await work.set('takes.reelay', 'words.text=a harbour')
    const returned = await work.run('takes.reelay')
    expect(returned.report.ran).toEqual([])
    expect([...returned.report.restored, ...returned.report.upToDate]).toEqual(
      expect.arrayContaining(['image', 'image@1', 'image@2']),
    )
  })

  it('refuses a pick on a node that has no takes', async () => {
    const { code, stderr } = await work.reelay('set', 'takes.reelay', 'words.pick=1')
    expect(code).toBe(2)
    expect(stderr).toMatch(/takes\.reelay: ‘words’ gives the same output every time/)
  })
})

describe('bypass and targets', () => {
  it('a bypassed node passes its first input of the same type', async () => {
    work.write(
      'bypass.reelay',
      documentOf(
        'bypass',
        [
          node('image', 'model', { ...still, prompt: 'a boat' }),
          node('large', 'upscale', { scale: 2 }),
          node('kit', 'kit', { name: 'boat' }),
          node('unused', 'model', { ...still, prompt: 'never wanted' }),
        ],
        wires('image.image>large.image', 'large.image>kit.images'),
      ),
    )
    const target = await work.run('bypass.reelay', '--target', 'kit')
    expect(target.report.ran).toEqual(['image', 'large', 'kit'])

    await work.set('bypass.reelay', 'large.bypass=true')
    const past = await work.run('bypass.reelay', '--target', 'kit')
    expect(past.report.ran).toEqual(['kit'])
    await work.set('bypass.reelay', 'large.bypass=false')
    expect((await work.run('bypass.reelay', '--target', 'kit')).report.ran).toEqual([])

    await work.set('bypass.reelay', 'image.bypass=true')
    const absent = await work.reelay('run', 'bypass.reelay', '--target', 'kit')
    expect(absent.code).toBe(2)
    expect(absent.stderr).toMatch(/bypass\.reelay: .*‘large’/)
    expect((await work.reelay('run', 'bypass.reelay', '--target', 'nobody')).code).toBe(2)
  })
})
