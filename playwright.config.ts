import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import type { Options } from './e2e/options.ts'
import { findChromium } from './scripts/setup/chromium.mjs'

const root = fileURLToPath(new URL('.', import.meta.url))
const chromium = findChromium(root)

// Where Electron's own binary is not installed, our double of it starts the same main and preload in that Chromium.
if (!existsSync(`${root}node_modules/electron/path.txt`))
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= `${root}e2e/electron-double`
// It must be this Node: another one on PATH may be too old.
process.env.ELECTRON_DOUBLE_NODE ??= process.execPath
if (chromium !== undefined) process.env.REELAY_CHROMIUM ??= chromium

/** The stories: every one (but axe's) in the desktop app, those tagged `@browser` also in a browser that `reelay serve` serves. */
export default defineConfig<Options>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'out/e2e',
  workers: 2,
  // A test that passes only sometimes is a bug, of the test or of the editor.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Generous: clips are really rendered, on machines that may be slow and busy. No test measures time.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    trace: 'retain-on-failure',
    viewport: { width: 1440, height: 900 },
    // Positions are read while the view moves otherwise.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    // The page is the same in both, and looking at all of it takes long: once is enough.
    { name: 'electron', testIgnore: '**/axe.spec.ts', use: { kind: 'electron' } },
    {
      name: 'browser',
      grep: /@browser/,
      use: {
        kind: 'browser',
        launchOptions: {
          ...(chromium === undefined ? {} : { executablePath: chromium }),
          // Chromium's own sandbox does not start for root, as in containers.
          args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        },
      },
    },
  ],
})
