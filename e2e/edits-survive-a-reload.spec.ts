import { expect, test } from './fixtures/promise'

const MARK = '// kept over a reload'

test('edits survive a reload', async ({ page, lesson }) => {
  await lesson.openLesson('01-first-session')
  await lesson.code.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type(`${MARK}\n`)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(lesson.runButton).toBeEnabled()
  await expect(lesson.code).toContainText(MARK.slice(3))
})

test('edits survive a reload in the very moment of typing', async ({ page, lesson }) => {
  await lesson.openLesson('01-first-session')
  await lesson.code.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type(`${MARK}\n`)
  await page.reload()
  await expect(lesson.code).toContainText(MARK.slice(3))
})
