import { expect, test } from './fixtures/promise'
import { realEditor } from './fixtures/typing'

test('the editor knows the modules, as soon as somebody turns to the code', async ({ page, lesson }) => {
  // TypeScript and the types of all modules are read on a processor that another browser keeps busy.
  test.slow()
  const types = page.waitForResponse('**/editor-types.json')
  let fetched = false
  void types.then(() => (fetched = true))
  await lesson.openLesson('01-first-session')
  await realEditor(lesson)
  await page.waitForLoadState('networkidle')
  expect(fetched, 'nobody has turned to the code').toBe(false)

  const option = lesson.code.locator('.view-line span', { hasText: /^\s*saveUninitialized/ }).last()
  await expect(async () => {
    await page.mouse.move(0, 0)
    await option.hover({ timeout: 10_000 })
    await expect(page.getByText('saveUninitialized?: boolean').first()).toBeVisible({ timeout: 10_000 })
  }).toPass()
  await types
})
