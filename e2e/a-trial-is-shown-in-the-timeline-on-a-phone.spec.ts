import { Cards } from './fixtures/cards'
import { expect, test } from './fixtures/promise'

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

test('what an option did is one press away, in the other tab and with the focus on its row', async ({
  page,
}) => {
  const cards = new Cards(page)
  await page.goto('/lessons/07-database')
  const options = page.getByRole('region', { name: 'Options to try' })
  await options.scrollIntoViewIfNeeded()
  const trial = options.getByRole('button', { name: /^Try / }).first()
  await expect(trial).toBeEnabled()
  await trial.tap()
  const show = options.getByRole('button', { name: 'Show it in the timeline' })
  await show.tap()
  await expect(cards.parts.filter({ hasText: 'Timeline' })).toHaveAttribute('aria-selected', 'true')
  const row = cards.timeline.locator('[data-row-head][aria-current="step"]')
  await expect(row).toBeFocused()
  await expect(row).toBeInViewport()
})
