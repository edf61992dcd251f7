import { expect, test } from './fixtures/promise'

test('an option of the store is tried with one press, and the own code comes back', async ({
  page,
  lesson,
}) => {
  test.setTimeout(90_000)
  await lesson.openLesson('07-database')
  const option = page.getByRole('button', { name: /^Try .*tableName/ }).first()
  await expect(async () => {
    await page.mouse.move(300, 300)
    await page.mouse.wheel(0, 4000)
    await expect(option).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  await option.click()
  await expect(page.getByRole('button', { name: 'Put my code back' })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Put my code back' }).click()
  await expect(page.getByRole('button', { name: 'Put my code back' })).toHaveCount(0)
})
