import type { Page } from '@playwright/test'
import { Cards } from './fixtures/cards'
import { stickingOut } from './fixtures/overflow'
import { expect, test } from './fixtures/promise'
import { realEditor } from './fixtures/typing'

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

/** Opens one part of the screen and looks whether it fits. */
async function open(page: Page, name: string): Promise<void> {
  await new Cards(page).bring(name)
  expect(await stickingOut(page), `what sticks out under ${name}`).toEqual([])
}

test('on a phone the first task is done through the tabs, and nothing sticks out', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await page.goto('/lessons/01-first-session')
  await open(page, 'Lesson')
  await expect(page.getByRole('heading', { level: 1, name: 'A first session' })).toBeVisible()
  await expect(lesson.code).toBeHidden()

  await open(page, 'Code')
  await expect(lesson.task(1)).toBeHidden()
  await lesson.runButton.tap()
  await expect(page.getByRole('region', { name: 'Console' }).getByText(/ready|running/i)).toBeVisible()

  await open(page, 'Stage')
  await cards.browsers.getByRole('button', { name: 'Send', exact: true }).tap()
  await expect(cards.browsers.getByText('Visit 1')).toBeVisible()
  await cards.browsers.getByRole('button', { name: 'Send', exact: true }).tap()

  await open(page, 'Timeline')
  await expect(cards.row(2)).toBeVisible()
  for (const view of ['Raw request', 'Raw response', 'Steps', 'Verdicts', 'Picture']) {
    await cards.timeline.getByRole('tab', { name: view }).tap()
    expect(await stickingOut(page), `what sticks out under ${view}`).toEqual([])
  }
  await open(page, 'Stage')
  await open(page, 'Lesson')
  await lesson.expectTicked(1)
})

test('on a phone code is typed in the system’s own way, and runs', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await page.goto('/lab')
  await open(page, 'Code')
  await expect(lesson.runButton).toBeEnabled()
  // A tap that found the plain field would wait for it after the editor has taken its place.
  await realEditor(lesson)
  await lesson.code.getByRole('textbox').tap()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type("console.log('typed on a phone')\n")
  await lesson.runButton.tap()
  await page.getByRole('button', { name: /^Console/ }).tap()
  await expect(page.getByRole('log')).toContainText('typed on a phone')
  await open(page, 'Stage')
  await cards.browsers.getByRole('button', { name: 'Send', exact: true }).tap()
  await expect(cards.browsers.getByText('Visit 1')).toBeVisible()
})

test('the home page fits a phone', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await stickingOut(page)).toEqual([])
})
