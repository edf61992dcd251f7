import type { Page } from '@playwright/test'
import { counter } from './fixtures/apps'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'
import type { Screen } from './fixtures/screen'

/** The counter with a word too many on its fifth line. */
function brokenCounter() {
  const lines = (counter()['app.js'] ?? '').split('\n')
  lines[4] = 'app.set(oops oops)'
  return { 'app.js': lines.join('\n') }
}

async function runBroken(page: Page, lesson: Screen): Promise<Cards> {
  await openLabWith(page, brokenCounter())
  await lesson.runButton.click()
  await expect(new Cards(page).server.getByText('could not start')).toBeVisible()
  return new Cards(page)
}

/** Where line 5 is drawn, by its number in the margin. */
const heightOfLine = async (lesson: Screen, line: number) =>
  (await lesson.code.locator('.line-numbers').getByText(String(line), { exact: true }).boundingBox())?.y

test('a syntax error is lit at its line, and the light goes out when it is mended', async ({
  page,
  lesson,
}) => {
  await runBroken(page, lesson)
  const lit = lesson.code.locator('.fault-line')
  await expect(lit).toBeVisible()
  await expect(async () => {
    expect((await lit.boundingBox())?.y).toBe(await heightOfLine(lesson, 5))
  }).toPass()

  await lesson.code.click({ position: { x: 200, y: 300 } })
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(counter()['app.js'] ?? '')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/ready in/).first()).toBeVisible()
  await expect(lit).toHaveCount(0)
})

test('the server card and the console say where and what, and the place leads to the line', async ({
  page,
  lesson,
}) => {
  const cards = await runBroken(page, lesson)
  await expect(cards.server).toContainText('app.js:5')
  await expect(cards.server).toContainText('SyntaxError')
  const output = page.getByRole('region', { name: 'Console' })
  await expect(output).toContainText('SyntaxError')
  await output.getByRole('button', { name: 'app.js:5' }).click()
  await expect(lesson.code.getByRole('textbox').first()).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type(' // found it')
  await expect(lesson.code).toContainText('app.set(oops oops) // found it')
})

test.describe('on a touch screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

  test('the line is lit as well, and shown when it is asked for', async ({ page, lesson }) => {
    const cards = new Cards(page)
    await openLabWith(page, brokenCounter())
    await cards.bring('Code')
    await lesson.runButton.tap()
    await expect(lesson.code.locator('.fault-line')).toHaveText('app.set(oops oops)')
    await page.getByRole('button', { name: 'app.js:5' }).tap()
    await expect(lesson.code.getByRole('textbox')).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.type(' // found it')
    await expect(lesson.code).toContainText('app.set(oops oops) // found it')
  })
})
