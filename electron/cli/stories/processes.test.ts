import { afterAll, describe, expect, it } from 'vitest'
import { documentOf, node, rowsOf, wires } from '../testing/documents.ts'
import { openWorkspace } from '../testing/workspace.ts'

const work = openWorkspace()
afterAll(work.remove)

describe('two processes on one data folder', () => {
  it('share their work: both end well and every request is sent once', async () => {
    work.write(
      'shared.reelay',
      documentOf(
        'shared',
        [
          node('rows', 'table', { rows: rowsOf('line', ['rain', 'wind', 'hail', 'snow']) }),
          node('sound', 'audio', { model: 'standin/foley', duration: 0.5, standInDelay: 0.3 }),
          node('image', 'model', { model: 'standin/still', prompt: 'a window' }),
          node('large', 'upscale', { scale: 2 }),
        ],
        wires('rows.line>sound.text', 'image.image>large.image'),
      ),
    )
    const both = await Promise.all([work.run('shared.reelay'), work.run('shared.reelay')])
    const reports = both.map(({ report }) => report)
    expect(
      both.map(({ code }) => code),
      JSON.stringify(reports.map(({ failed }) => failed)),
    ).toEqual([0, 0])
    expect(work.submits()).toBe(6)
    const outputs = reports.map((report) => report.outputs)
    expect(outputs[0]).toEqual(outputs[1])
    await work.verify()
    expect((await work.run('shared.reelay')).report.ran).toEqual([])
  })
})
