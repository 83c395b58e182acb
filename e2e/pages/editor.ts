import { expect, type Locator, type Page } from '@playwright/test'
import { Inspector } from './inspector.ts'
import { NodeCard, type State } from './node-card.ts'
import { command } from './palette.ts'
import { Timeline } from './timeline.ts'
import { Viewer } from './viewer.ts'

/** The editor as a person meets it: by the names of its regions, buttons and cards, never by how they are built. */
export class Editor {
  readonly page: Page
  readonly canvas: Locator
  readonly plan: Locator
  readonly runs: Locator
  readonly library: Locator
  readonly inspector: Inspector
  readonly viewer: Viewer
  readonly timeline: Timeline
  readonly runButton: Locator
  readonly stopButton: Locator
  readonly undoButton: Locator
  readonly redoButton: Locator
  readonly addNodeButton: Locator

  constructor(page: Page) {
    this.page = page
    const region = (name: string) => page.getByRole('region', { name, exact: true })
    const button = (name: string) => page.getByRole('banner').getByRole('button', { name, exact: true })
    this.canvas = region('Canvas')
    this.plan = region('Plan')
    this.runs = region('Runs')
    this.library = region('Library')
    this.inspector = new Inspector(page)
    this.viewer = new Viewer(page)
    this.timeline = new Timeline(page)
    this.runButton = button('Run')
    this.stopButton = button('Stop')
    this.undoButton = button('Undo')
    this.redoButton = button('Redo')
    this.addNodeButton = button('Add node')
  }

  /** From the start screen to an empty document. */
  async newDocument(): Promise<void> {
    await this.page.getByRole('button', { name: 'New pipeline' }).click()
    await expect(this.canvas).toBeVisible()
  }

  command(label: string): Promise<void> {
    return command(this.page, label)
  }

  node(title: string): NodeCard {
    return new NodeCard(this.canvas, title)
  }

  /** Selects a node and waits until the inspector is about it. */
  async select(title: string): Promise<void> {
    await this.node(title).select()
    await expect(this.inspector.root.getByLabel('Title', { exact: true })).toHaveValue(title)
  }

  /** Adds a node by its name in the search; with this title, or its own where that is empty. */
  async addNode(name: string, title: string): Promise<void> {
    await this.addNodeButton.click()
    const picker = this.page.getByRole('dialog', { name: 'Add node' })
    await picker.getByRole('combobox').fill(name)
    await picker.getByRole('option', { name }).first().click()
    await picker.waitFor({ state: 'detached' })
    if (title !== '') await this.setTitle(title)
  }

  /** Moves a card by as many pixels of the screen. */
  async drag(title: string, right: number, down: number): Promise<void> {
    const box = await this.node(title).root.boundingBox()
    if (!box) throw new Error(`${title} is not on the screen.`)
    const from = { x: box.x + box.width / 2, y: box.y + 14 }
    await this.page.mouse.move(from.x, from.y)
    await this.page.mouse.down()
    await this.page.mouse.move(from.x + right, from.y + down, { steps: 6 })
    await this.page.mouse.up()
  }

  /** Gives the selected node a title. */
  async setTitle(title: string): Promise<void> {
    await this.inspector.set('Title', title)
    await expect(this.node(title).root).toBeVisible()
  }

  /** Sets params of a node, by their labels. */
  async setParams(title: string, params: Readonly<Record<string, string>>): Promise<void> {
    await this.select(title)
    for (const [label, value] of Object.entries(params)) await this.inspector.set(label, value)
  }

  /** Draws a wire from a port to a port, with the pointer. */
  async connect(
    from: readonly [title: string, port: string],
    to: readonly [title: string, port: string],
  ): Promise<void> {
    await this.fit()
    const start = await middle(this.node(from[0]).port('source', from[1]))
    const end = await middle(this.node(to[0]).port('target', to[1]))
    await this.page.mouse.move(start.x, start.y)
    await this.page.mouse.down()
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
    await this.page.mouse.move(end.x, end.y, { steps: 4 })
    await this.page.mouse.up()
  }

  /** Drops files of the disk in the middle of the canvas, as a person drags them in from another program. */
  async dropFiles(...paths: readonly string[]): Promise<void> {
    // Files that a person chose are the only ones a page can have that lie somewhere.
    const chosen = await this.page.evaluateHandle(() =>
      Object.assign(document.createElement('input'), { type: 'file', multiple: true }),
    )
    await chosen.setInputFiles([...paths])
    await this.canvas.evaluate((canvas, { files }) => {
      const dataTransfer = new DataTransfer()
      for (const file of files ?? []) dataTransfer.items.add(file)
      const { x, y, width, height } = canvas.getBoundingClientRect()
      const place = { clientX: x + width / 2, clientY: y + height / 2 }
      for (const name of ['dragenter', 'dragover', 'drop'])
        canvas.dispatchEvent(new DragEvent(name, { ...place, dataTransfer, bubbles: true, cancelable: true }))
    }, chosen)
  }

  /** Shows all cards and waits until they stand still. */
  async fit(): Promise<void> {
    await this.command('Fit all')
  }

  /** What each of these cards says. */
  async states(titles: readonly string[]): Promise<Readonly<Record<string, State | null>>> {
    const states = await Promise.all(titles.map((title) => this.node(title).state()))
    return Object.fromEntries(titles.map((title, index) => [title, states[index] ?? null]))
  }

  /** Waits until the cards say exactly this. */
  async areInStates(expected: Readonly<Record<string, State>>): Promise<void> {
    await expect.poll(() => this.states(Object.keys(expected))).toEqual(expected)
  }

  /** How the runs of this document ended or go, the newest first. */
  private runWords(): Promise<string[]> {
    const words = /^(Running|Queued|Done|Failed|Stopped|Stopped by budget|Waiting for you|Interrupted)$/
    return this.runs.getByRole('button', { name: words }).allInnerTexts()
  }

  /** Runs everything and waits for the end; `Run` can only be pressed once the plan is known. */
  async run(how: 'Done' | 'Failed' | 'Waiting for you' = 'Done'): Promise<void> {
    await expect(this.runButton).toBeEnabled()
    const before = (await this.runWords()).length
    await this.runButton.click()
    // A clip of a real model's size, rendered on a busy machine, takes its time.
    const ending = { message: 'how the run ended', timeout: 180_000 }
    await expect.poll(async () => (await this.runWords()).slice(0, -before || undefined), ending).toEqual([how])
    await expect(this.stopButton).toBeDisabled()
  }

  /** Starts a run that is to be interrupted. */
  async startRun(): Promise<void> {
    await expect(this.runButton).toBeEnabled()
    await this.runButton.click()
    await expect(this.stopButton).toBeEnabled()
  }

  /** Waits until no run is under way and the newest says how it ended. */
  async ended(how: 'Done' | 'Failed' | 'Stopped'): Promise<void> {
    await expect.poll(async () => (await this.runWords())[0]).toBe(how)
    await expect(this.stopButton).toBeDisabled()
  }

  /** Becomes the window that edits, where another one was. */
  async takeOver(): Promise<void> {
    await this.page.getByRole('region', { name: 'Messages about this file' }).getByRole('button').click()
    await this.page.getByRole('dialog').getByRole('button', { name: 'Take over', exact: true }).click()
    await expect(this.addNodeButton).toBeEnabled()
  }

  /** Saves and waits until the toolbar says so. */
  async save(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+S')
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible()
  }
}

/** The middle of something on the screen, in pixels. */
export async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`${locator} is not on the screen.`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
