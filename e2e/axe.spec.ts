import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

for (const theme of ['dark', 'light'] as const) {
  test.describe(`axe finds nothing serious, ${theme}`, () => {
    test.beforeEach(({ world }) => {
      writeFileSync(join(world.data, 'ui-settings.json'), JSON.stringify({ tourSeen: true, motion: 'reduced', theme }))
    })

    test('on the start screen, in an empty pipeline and in the sample @browser', async ({ start }) => {
      const { editor } = await start()
      const { look, nothing } = looker(editor.page)
      await expect(editor.page.getByRole('button', { name: /^Text to image to video/ })).toBeVisible()
      await expect(editor.page.locator('html')).toHaveAttribute('data-theme', theme)
      await look('start screen')
      await editor.newDocument()
      await look('empty pipeline')
      await editor.command('Show the tour')
      await look('tour')
      await editor.page.keyboard.press('Escape')
      await editor.command('Close pipeline')
      await editor.page.getByRole('button', { name: /^Northlight brand film/ }).click()
      await expect(editor.runButton).toBeEnabled()
      await editor.select('Product still')
      await editor.inspector.runThisNode()
      await editor.ended('Done')
      await editor.fit()
      await look('the sample, partly run')
      nothing()
    })

    test('of cards, plan and inspector, made and stale @browser', async ({ start, copyOf }) => {
      const { editor } = await start(copyOf('two-shots'))
      const { look, nothing } = looker(editor.page)
      await expect(editor.runButton).toBeEnabled()
      await look('nothing made')
      await editor.run()
      await editor.fit()
      await look('all made')
      await editor.setParams('Close words', { Text: 'A red cup' })
      await editor.node('Close').is('Stale')
      await look('partly stale, a prompt selected')
      await editor.select('Wide')
      await look('inspector of a model')
      await editor.inspector.root.getByRole('button', { name: /^Model\b/ }).click()
      await expect(
        editor.page.getByRole('dialog', { name: 'Choose a model' }).getByLabel('Search models'),
      ).toBeVisible()
      await look('model picker')
      nothing()
    })

    test('in what opens over the editor @browser', async ({ start, copyOf }) => {
      const { editor } = await start(copyOf('two-shots'))
      const { page } = editor
      const { look, nothing } = looker(page)
      await expect(editor.runButton).toBeEnabled()
      await editor.addNodeButton.click()
      await look('node search')
      await page.keyboard.press('Escape')
      for (const [keys, screen] of [
        ['ControlOrMeta+K', 'palette'],
        ['?', 'keys sheet'],
        ['ControlOrMeta+F', 'find node'],
      ] as const) {
        await editor.canvas.focus()
        await page.keyboard.press(keys)
        await look(screen)
        await page.keyboard.press('Escape')
      }
      await editor.canvas.click({ button: 'right', position: { x: 12, y: 12 } })
      await expect(page.getByRole('menu')).toBeVisible()
      // Behind a menu everything is hidden from readers as long as the menu keeps the focus: it is looked at by itself.
      await look('context menu of the canvas', '[role="menu"]')
      await page.keyboard.press('Escape')
      await page.keyboard.press('ControlOrMeta+,')
      for (const tab of await page.getByRole('dialog', { name: 'Settings' }).getByRole('tab').all()) {
        await tab.click()
        await look(`settings, ${await tab.innerText()}`)
      }
      nothing()
    })

    test('in viewer and timeline @browser', async ({ start, copyOf }) => {
      const { editor } = await start(copyOf('two-shots'))
      const { page, viewer, timeline } = editor
      const { look, nothing } = looker(page)
      await editor.run()
      await editor.select('Film')
      for (const tab of ['History', 'Facts', 'Takes']) {
        await viewer.root.getByRole('tab', { name: tab }).click()
        await look(`viewer, ${tab}`)
      }
      await editor.canvas.focus()
      await page.keyboard.press('Shift+W')
      await viewer.compareWith('Wide')
      await look('viewer comparing')
      await timeline.clip('Wide').click()
      for (const key of ['s', 'm']) {
        await page.keyboard.press(key)
        await expect(page.getByRole('dialog')).toBeVisible()
        await look(`timeline popover ${key}`)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      nothing()
    })
  })
}

test('the dialog that saves has no serious trouble either @browser', async ({ start, kind }) => {
  test.skip(kind !== 'browser', 'the desktop app asks with the system’s own dialog')
  const { editor } = await start()
  await editor.newDocument()
  await editor.page.keyboard.press('ControlOrMeta+Shift+S')
  await expect(editor.page.getByRole('dialog', { name: 'Save as' })).toBeVisible()
  expect((await violations(editor.page, 'save dialog')).join('\n')).toBe('')
})

test('every command of the palette has a name, and F6 reaches every panel @browser', async ({ start, copyOf }) => {
  const { editor } = await start(copyOf('two-shots'))
  const { page } = editor
  await expect(editor.runButton).toBeEnabled()
  await page.keyboard.press('ControlOrMeta+K')
  const options = page.getByRole('dialog', { name: 'Search commands and nodes' }).getByRole('option')
  await expect(options.first()).toBeVisible()
  const names = await options.evaluateAll((all) => all.map((each) => each.textContent?.trim() ?? ''))
  expect(names.length).toBeGreaterThan(60)
  expect(names.filter((name) => name === '')).toEqual([])
  await page.keyboard.press('Escape')

  const reached: (string | null)[] = []
  for (let presses = 0; presses < 7; presses++) {
    await page.keyboard.press('F6')
    reached.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null))
  }
  expect(reached.toSorted()).toEqual(['Canvas', 'Inspector', 'Library', 'Plan', 'Runs', 'Timeline', 'Viewer'])

  // From each panel Tab goes on to something that can be seen to have the focus.
  for (const name of reached) {
    await page.getByRole('region', { name: name ?? '', exact: true }).focus()
    if (name !== 'Canvas') await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.tagName), `Tab from ${name}`).not.toBe('BODY')
  }
})

/** Looks at screen after screen; `nothing` fails with all that was found. */
function looker(page: Page) {
  const found: string[] = []
  return {
    look: async (screen: string, part?: string) => {
      found.push(...(await violations(page, screen, part)))
    },
    nothing: () => expect(found.join('\n')).toBe(''),
  }
}

/** What axe has to say of a screen, or a part of it, that a person could not pass over: one line each. */
async function violations(page: Page, screen: string, part?: string): Promise<string[]> {
  // Electron opens no page for axe to count in.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  // It does not see labels that are scrolled out of sight; that every field has a name is what its rule `label` says.
  axe.disableRules('label-title-only')
  if (part !== undefined) axe.include(part)
  const { violations: found } = await axe.analyze()
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => {
        const [, why = ''] = failureSummary.split('\n')
        return `${screen}: ${impact} ${id} at ${target.join(' ')}: ${why.trim()}`
      }),
    )
}
