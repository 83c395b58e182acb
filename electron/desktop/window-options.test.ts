import { describe, expect, it } from 'vitest'
import { isOurPage, mayHave, mayOpenOutside, WEB_PREFERENCES } from './window-options.ts'

describe('a window', () => {
  it('is made so that its page is no more than a page', () => {
    expect(WEB_PREFERENCES).toMatchObject({
      ...{ contextIsolation: true, sandbox: true, webSecurity: true },
      ...{ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false },
      ...{ allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false },
    })
  })

  it.each([
    ['app://reelay/', null, true],
    ['app://reelay/?open=a', null, true],
    ['app://reelay', null, true],
    ['app://reelay/', {}, false],
    ['app://reelay.evil/', null, false],
    ['app://other/', null, false],
    ['https://app/reelay/', null, false],
    ['about:blank', null, false],
    ['', null, false],
  ])('listens to %s with the parent %o: %s', (url, parent, ours) => {
    expect(isOurPage({ url, parent })).toBe(ours)
  })

  it('listens to no frame that is gone', () => expect(isOurPage(null)).toBe(false))

  it.each([
    ['https://fal.ai/dashboard/keys', true],
    ['http://fal.ai/', false],
    ['https://fal.ai.evil.example/', false],
    ['https://user:pass@fal.ai/', false],
    ['https://evil.example/?https://fal.ai/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['nonsense', false],
  ])('sends a person to %s: %s', (address, may) => {
    expect(mayOpenOutside(address)).toBe(may)
  })

  it.each([
    ['clipboard-sanitized-write', 'app://reelay', true],
    ['notifications', 'app://reelay/', true],
    ['notifications', 'https://evil.example', false],
    ['clipboard-read', 'app://reelay', false],
    ['media', 'app://reelay', false],
    ['geolocation', 'app://reelay', false],
    ['openExternal', 'app://reelay', false],
    ['fileSystem', 'app://reelay', false],
  ])('grants %s to %s: %s', (permission, origin, granted) => {
    expect(mayHave(permission, origin)).toBe(granted)
  })
})
