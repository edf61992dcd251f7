import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './scripts/browser/find-chromium.mjs'

process.env.CRUMBTRAIL_CHROMIUM ??= (await findChromium()) ?? ''

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/fixtures/site.ts',
  // One production server serves the whole run; two browsers beside it are what two cores bear.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // Nets under what must happen, as wide as a slow machine needs; a promise about time says its own bound.
  timeout: 400_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    // A trace of every test costs a fifth of the time. `--trace on` makes one for whoever looks into a failure.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CRUMBTRAIL_CHROMIUM, args: CHROMIUM_FLAGS },
  },
})
