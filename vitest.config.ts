import { defineConfig } from 'vitest/config'

const here = import.meta.dirname
const skipped = ['**/node_modules/**', '**/.next/**', '**/.build/**', 'e2e/**']

/** Suites that start processes, one file at a time: they would starve each other's timings side by side. */
const CONTRACT = [
  'sandbox-server/isolation/**/*.test.ts',
  'sandbox-server/preload/**/*.test.ts',
  'sandbox-server/workspaces/**/*.test.ts',
  'sandbox-server/http/**/*.test.ts',
]

/** The same for store servers: these wait for a server more than they work, so they may run beside the others. */
const STORES = ['sandbox-server/engines/**/*.test.ts', 'sandbox-server/inspectors/**/*.test.ts']

/** Lessons played against a real server. */
const LESSONS = ['lessons/**/*.test.ts']

/**
 * Only a test that hangs takes so long. Where the machine is slow and busy a server of PGlite alone takes half a minute,
 * a few thousand files a quarter of one, and a hook builds and starts a whole server. A promise about time names its own
 * bound in its test.
 */
const WIDE_NETS = { testTimeout: 240_000, hookTimeout: 240_000 }

export default defineConfig({
  resolve: { alias: { '@': here } },
  test: {
    // A poll ends as soon as it holds; only one that never does waits this long, also on a busy machine.
    expect: { poll: { timeout: 45_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'protocol/**/*.test.ts',
            'sandbox-server/**/*.test.ts',
            'components/**/*.test.ts',
            'scripts/**/*.test.{ts,mjs}',
            'proxy.test.ts',
          ],
          exclude: [...skipped, ...CONTRACT, ...STORES, ...LESSONS],
          // Longer than a poll may take, or the poll's own patience would count for nothing.
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          environment: 'node',
          include: CONTRACT,
          exclude: skipped,
          fileParallelism: false,
          ...WIDE_NETS,
        },
      },
      {
        extends: true,
        test: {
          name: 'stores',
          environment: 'node',
          include: STORES,
          exclude: skipped,
          fileParallelism: false,
          ...WIDE_NETS,
        },
      },
      {
        extends: true,
        test: {
          name: 'lessons',
          environment: 'node',
          include: LESSONS,
          exclude: skipped,
          fileParallelism: false,
          ...WIDE_NETS,
        },
      },
    ],
  },
})
