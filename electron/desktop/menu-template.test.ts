import { describe, expect, it, vi } from 'vitest'
import type { Menus } from '#shared/ipc/shell-messages.ts'
import { acceleratorOf, menuTemplate, type TemplateItem } from './menu-template.ts'

const item = (id: string, keys: string | null, more: object = {}) => ({
  ...{ id, label: id, keys, enabled: true, checked: null, divided: false, ...more },
})
const MENUS: Menus = [
  { id: 'file', label: 'File', items: [item('save', 'Mod+S', { divided: true })] },
  { id: 'edit', label: 'Edit', items: [item('copy', 'Mod+C'), item('snap', null, { checked: true, enabled: false })] },
  { id: 'play', label: 'Play', items: [item('play', 'Space')] },
  { id: 'help', label: 'Help', items: [item('keys', '?')] },
]
const world = (mac: boolean, packaged = true) => ({
  ...{ mac, packaged, appName: 'Reelay', choose: vi.fn(), editText: vi.fn(), newWindow: vi.fn() },
})
function find(items: readonly TemplateItem[], id: string): TemplateItem | undefined {
  for (const each of items) {
    const found = each.id === id ? each : find(each.submenu ?? [], id)
    if (found) return found
  }
  return undefined
}
const rolesIn = (items: readonly TemplateItem[]): string[] =>
  items.flatMap(({ role, submenu }) => [...(role ? [role] : []), ...rolesIn(submenu ?? [])])

describe('the native menu', () => {
  it('has the commands of the page, with keys that it shows and does not take', () => {
    const given = world(false)
    const template = menuTemplate(MENUS, given)
    expect(template.map(({ label }) => label)).toEqual(['File', 'Edit', 'Play', 'Help'])
    expect(find(template, 'save')).toMatchObject({ accelerator: 'CmdOrCtrl+S', registerAccelerator: false })
    expect(find(template, 'snap')).toMatchObject({ type: 'checkbox', checked: true, enabled: false })
    expect(template[0]?.submenu?.[0]).toEqual({ type: 'separator' })
    find(template, 'save')?.click?.(null, null, {})
    expect(given.choose.mock.calls).toEqual([['save']])
  })

  it('leaves keys that the page left alone to the text field that has them', () => {
    const given = world(true)
    const template = menuTemplate(MENUS, given)
    const byKey = { triggeredByAccelerator: true }
    find(template, 'copy')?.click?.(null, null, byKey)
    find(template, 'save')?.click?.(null, null, byKey)
    expect(given.editText.mock.calls).toEqual([['copy']])
    expect(given.choose).not.toHaveBeenCalled()
    expect(find(template, 'play')?.accelerator).toBeUndefined()
  })

  it('has what the system wants', () => {
    expect(rolesIn(menuTemplate(MENUS, world(false)))).toEqual(['close', 'quit'])
    const mac = menuTemplate([...MENUS, { id: 'view', label: 'View', items: [] }], world(true, false))
    expect(mac.map(({ label, role }) => label ?? role)).toEqual([
      'Reelay',
      'File',
      'Edit',
      'Play',
      'windowMenu',
      'Help',
      'View',
    ])
    expect(rolesIn(mac)).toEqual(
      expect.arrayContaining(['about', 'services', 'hide', 'quit', 'togglefullscreen', 'toggleDevTools']),
    )
  })

  it('lets a window be closed and another be opened before a page has said anything', () => {
    const given = world(false)
    const [file] = menuTemplate([], given)
    file?.submenu?.[0]?.click?.(null, null, {})
    expect(given.newWindow).toHaveBeenCalledOnce()
    expect(rolesIn(file?.submenu ?? [])).toEqual(['close', 'quit'])
  })

  it.each([
    ['Mod+Shift+S', 'CmdOrCtrl+Shift+S'],
    ['ArrowLeft', 'Left'],
    ['Mod++', 'CmdOrCtrl+Plus'],
    ['+', 'Plus'],
    ['Escape', 'Esc'],
    ['Alt+Enter', 'Alt+Enter'],
  ])('writes %s as %s', (keys, accelerator) => {
    expect(acceleratorOf(keys)).toBe(accelerator)
  })
})
