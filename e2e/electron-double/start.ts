import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, chromiumSwitches, emitReady } from './app.ts'
import { startChromium } from './chromium.ts'
import { state } from './state.ts'

/** Starts Chromium and tells the app that it is ready. */
export async function startElectron(): Promise<void> {
  const executable = process.env.REELAY_CHROMIUM
  if (!executable) throw new Error('[electron-double] REELAY_CHROMIUM must be the path of a Chromium.')
  const profile = mkdtempSync(join(tmpdir(), 'electron-double-'))
  mkdirSync(app.getPath('userData'), { recursive: true })
  // Pages load the relay's answers, which are on the loopback.
  app.commandLine.appendSwitch('disable-features', 'LocalNetworkAccessChecks')
  const chromium = await startChromium(executable, [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${profile}`,
    ...chromiumSwitches(),
    '--no-startup-window',
  ])
  process.on('exit', () => {
    chromium.kill()
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  chromium.onGone(() => process.exit(0))

  const { browser } = chromium
  // Ways of opening a window that the page's script (page/main-world.ts) does not see.
  browser.on('Target.targetCreated', ({ targetInfo: { type, openerId, targetId } }) => {
    if (type === 'page' && openerId !== undefined) void browser.send('Target.closeTarget', { targetId }).catch(() => {})
  })
  await browser.send('Target.setDiscoverTargets', { discover: true })
  state.chromium = chromium
  emitReady()
}
