import type { Page } from '@playwright/test'
import { counter } from './fixtures/apps'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'
import type { Screen } from './fixtures/screen'

async function twoVisits(page: Page, lesson: Screen): Promise<Cards> {
  const cards = new Cards(page)
  await openLabWith(page, counter())
  await lesson.run()
  await lesson.send('/')
  await expect(cards.browsers.getByText('views 1')).toBeVisible()
  await lesson.send('/')
  await expectVisit(cards, 2)
  return cards
}

/** Every card is at the moment of this visit: the page, req.session and the record. */
async function expectVisit(cards: Cards, visit: number): Promise<void> {
  await expect(cards.browsers.getByText(`views ${visit}`)).toBeVisible()
  await expect(
    cards.server.getByRole('definition').locator('ins').getByText(String(visit), { exact: true }),
  ).toBeVisible()
  // What was before stands struck out to the left of it; to the right of it there is no number.
  await expect(cards.store).toContainText(new RegExp(`"views": (\\d+ )?${visit}(?! ?\\d)`))
}

test('selecting the first row shows the world as it was then, and End returns to now', async ({
  page,
  lesson,
}) => {
  const cards = await twoVisits(page, lesson)
  await cards.row(1).click()
  await expectVisit(cards, 1)
  await expect(cards.row(1)).toHaveAttribute('aria-current', 'step')
  await expect(cards.timeline.getByRole('button', { name: 'Back to live' })).toBeVisible()

  await page.keyboard.press('End')
  await expectVisit(cards, 2)
  await expect(cards.timeline.getByRole('button', { name: 'live', exact: true })).toBeVisible()
})

test('arrow keys go from row to row and from step to step', async ({ page, lesson }) => {
  const cards = await twoVisits(page, lesson)
  await cards.row(2).focus()
  await page.keyboard.press('ArrowUp')
  await expectVisit(cards, 1)
  await page.keyboard.press('ArrowDown')
  await expectVisit(cards, 2)

  await cards.row(1).click()
  for (let step = 0; step < 40; step += 1) {
    if (await cards.browsers.getByText(/Waiting for an answer/).isVisible()) break
    await page.keyboard.press('ArrowLeft')
  }
  await expect(cards.browsers.getByText('Waiting for an answer to GET /')).toBeVisible()
})

test('whoever acts is in the present again', async ({ page, lesson }) => {
  const cards = await twoVisits(page, lesson)
  await cards.row(1).click()
  await expectVisit(cards, 1)
  await lesson.send('/')
  await expectVisit(cards, 3)
})
