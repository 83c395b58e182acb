import { dirname, join } from 'node:path'
import { openPage, type Page } from '../../testing/browser.ts'
import { type Ended, reelay } from './reelay.ts'

interface Desk {
  readonly file: string
  /** The data folder. */
  readonly data: string
  readonly crashAt?: string | undefined
}

/** Where a new document is saved for the first time. */
export function newFile(file: string): string {
  return join(dirname(file), 'new.reelay')
}

const TASKS = {
  async edit(page: Page, { file }: Desk) {
    const { session } = await page.ask('document.open', { path: file })
    const edits = [{ kind: 'set-param', node: 'words', param: 'text', value: 'another door' } as const]
    await page.ask('document.edit', { session, edits })
  },
  async firstSave(page: Page, { file }: Desk) {
    const { session } = await page.ask('document.new', {})
    await page.ask('document.edit', { session, edits: [{ kind: 'rename-document', name: 'New' }] })
    await page.ask('document.saveAs', { session, path: newFile(file) })
  },
} as const

/** What a person does in the editor, in a process of its own that may kill itself on the way. */
export function inEditor(task: keyof typeof TASKS, desk: Desk): Promise<Ended> {
  return withEditor(desk, (page) => TASKS[task](page, desk))
}

/** What the editor brings back of FILE, and what it offers to bring back besides. */
export async function broughtBack(desk: Desk): Promise<{ text: unknown; recovered: boolean; offered: number }> {
  let found = { text: undefined as unknown, recovered: false, offered: 0 }
  await withEditor(desk, async (page) => {
    const { documents } = await page.ask('recovery.list', {})
    const { document, recovered } = await page.ask('document.open', { path: desk.file })
    const text = document.nodes.find(({ id }) => id === 'words')?.params.text
    found = { text, recovered, offered: documents.filter(({ path }) => path !== desk.file).length }
  })
  return found
}

/** Does something in the editor and ends it; one that kills itself is left at that. */
function withEditor({ data, crashAt }: Desk, act: (page: Page) => Promise<void>): Promise<Ended> {
  return reelay(['serve'], {
    data,
    crashAt,
    onLine(line, stop) {
      if (line.event === 'serving')
        void openPage(String(line.url))
          .then((page) => act(page).finally(() => page.leave()))
          .finally(stop)
    },
  })
}
