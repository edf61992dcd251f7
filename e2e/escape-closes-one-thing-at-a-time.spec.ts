import { expect, test } from './fixtures/promise'
import { realEditor } from './fixtures/typing'

test('Escape closes what is open and goes on presenting; the next one ends it', async ({ page, lesson }) => {
  await lesson.openLesson('01-first-session')
  await realEditor(lesson)
  const present = page.getByRole('button', { name: 'Present', exact: true })
  await present.click()
  await page.getByRole('button', { name: 'Code', exact: true }).click()
  const presenting = page.getByRole('button', { name: 'End presenting' })

  const opened = [
    ['Lessons', page.getByRole('navigation', { name: 'Lessons' })],
    ['Settings', page.getByRole('dialog', { name: 'Settings of the server' })],
    ['Add a file', page.getByLabel('Name of the new file')],
  ] as const
  for (const [button, thing] of opened) {
    await page.getByRole('button', { name: button }).first().click()
    await expect(thing).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(thing).toBeHidden()
    await expect(presenting, `after ${button}`).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await expect(present).toBeVisible()
})
