import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from '../scripts/browser/find-chromium.mjs'

/** Opens Chromium for `use(page, context)` and closes it whatever happens. */
export async function withPage(use) {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    return await use(await context.newPage(), context)
  } finally {
    await browser.close()
  }
}

/** The lesson that is measured. */
export const LESSON = '/lessons/01-first-session'
