import type { Locator } from '@playwright/test'
import { Cards } from './fixtures/cards'
import { expect, test } from './fixtures/promise'

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

async function edgesOf(place: Locator): Promise<{ top: number; bottom: number }> {
  const box = await place.boundingBox()
  if (!box) throw new Error('It is not on the screen.')
  return { top: box.y, bottom: box.y + box.height }
}

test('on a phone the walkthrough’s words stand below the part in front, not over it', async ({ page }) => {
  await page.goto('/lessons/01-first-session')
  await expect(page.getByRole('button', { name: 'Show me' })).toBeEnabled()
  await page.getByRole('button', { name: 'Show me' }).tap()
  const words = page.getByRole('region', { name: 'Walkthrough' })
  await words.getByRole('button', { name: 'Pause' }).tap()
  for (const part of ['Lesson', 'Code', 'Stage', 'Timeline']) {
    await new Cards(page).bring(part)
    // Both are measured while nothing is drawn anew.
    await expect(async () => {
      const front = await edgesOf(page.locator('[id^="pane-"]:visible'))
      const bar = await edgesOf(words)
      expect(front.bottom, part).toBeLessThanOrEqual(bar.top)
      expect(front.bottom - front.top, `${part} has room`).toBeGreaterThan(300)
      expect(bar.bottom).toBeLessThanOrEqual(844)
    }).toPass()
  }
})
