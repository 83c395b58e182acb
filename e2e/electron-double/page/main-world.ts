import type { createBridge } from './bridge.ts'

/**
 * What a page of Electron has and a page of stock Chromium lacks: the bridge's objects, and schemes of the app's own, which Chromium
 * refuses to fetch() and to play before anybody could answer. They are loaded under an alias. Stands alone: its text is put into pages.
 */
export function mainWorld(bridgeOf: typeof createBridge, schemes: readonly string[]): void {
  const alias = (url: string): string => {
    const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/i.exec(url) ?? []
    return schemes.includes(scheme) ? `http://${host === '' ? 'x' : host}.${scheme}.localhost${rest}` : url
  }
  const fetchIt = window.fetch
  window.fetch = (input, init) =>
    fetchIt(typeof input === 'string' || input instanceof URL ? alias(String(input)) : input, init)
  for (const { prototype } of [HTMLMediaElement, HTMLSourceElement, HTMLTrackElement, HTMLImageElement]) {
    const source = Object.getOwnPropertyDescriptor(prototype, 'src')
    if (!source?.set) continue
    const { set } = source
    Object.defineProperty(prototype, 'src', {
      ...source,
      set(value: unknown) {
        set.call(this, alias(String(value)))
      },
    })
  }
  const setAttribute = Element.prototype.setAttribute
  Element.prototype.setAttribute = function (name, value) {
    setAttribute.call(this, name, name === 'src' || name === 'poster' ? alias(String(value)) : value)
  }
  if (window.top !== window) return

  const freeze = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null) {
      for (const each of Object.values(value)) freeze(each)
      Object.freeze(value)
    }
    return value
  }
  const bridge = bridgeOf('main', 'preload')
  bridge.on('expose', ({ key, api }: { key: string; api: unknown }) => {
    const value = freeze(bridge.unwrap(api))
    Object.defineProperty(window, key, { value, enumerable: true, configurable: false, writable: false })
  })

  // The app is asked without opening anything: a target that is closed while its opener waits for it can stop both.
  window.open = (url = 'about:blank') => {
    bridge.fire('window-open', new URL(url, document.baseURI).href)
    return null
  }
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href][target]') : null
    if (!link || event.defaultPrevented || link.target === '_self') return
    event.preventDefault()
    window.open(link.href)
  }
  window.addEventListener('click', onClick)
}
