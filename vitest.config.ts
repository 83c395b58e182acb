import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'shared/**/*.test.ts',
      'nodes/**/*.test.ts',
      'electron/**/*.test.ts',
      'bench/**/*.test.ts',
      'scripts/**/*.test.ts',
      'renderer/**/*.test.ts',
    ],
    environment: 'node',
    // Each file its own process: tests set environment variables, change directories and load a native module.
    pool: 'forks',
    maxWorkers: 2,
    // Media tests render real clips; a slow machine with other work to do must not fail them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
