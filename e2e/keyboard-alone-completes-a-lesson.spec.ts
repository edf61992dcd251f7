import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures/promise'

const SOLUTION = readFileSync('lessons/01-first-session/solution/app.js', 'utf8')

test('keyboard alone: run, send, edit, run again, send again, and tasks are ticked', async ({
  page,
  lesson,
}) => {
  await lesson.openLesson('01-first-session')
  const send = page.getByRole('button', { name: 'Send', exact: true })

  await lesson.tabTo(lesson.runButton)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/ready in/).first()).toBeVisible()
  await lesson.tabTo(send)
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 request')).toBeVisible()
  await page.keyboard.press('Enter')
  await lesson.expectTicked(1)

  await page.evaluate(() => {
    document.body.focus()
  })
  await lesson.tabTo(lesson.code.getByRole('textbox').first())
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(SOLUTION)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/ready in/).first()).toBeVisible()
  await lesson.tabTo(send)
  await page.keyboard.press('Enter')
  await expect(page.getByText('3 requests')).toBeVisible()
  await page.keyboard.press('Enter')
  await lesson.expectTicked(2)
})
