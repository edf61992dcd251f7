import { expect, test } from './fixtures/promise'

test('an option of the store is tried with one press, and the own code comes back', async ({
  page,
  lesson,
}) => {
  test.setTimeout(90_000)
  await lesson.openLesson('07-database')
  const options = page.getByRole('region', { name: 'Options to try' })
  await options.scrollIntoViewIfNeeded()
  const one = options.getByRole('listitem').filter({ hasText: 'tableName' }).first()
  await one.getByRole('button', { name: /^Try / }).first().click()
  const back = page.getByRole('button', { name: 'Put my code back' })
  await expect(back).toBeVisible({ timeout: 30_000 })
  await expect(one.getByRole('button', { name: /^Try / }).first()).toHaveText(/Again/, { timeout: 40_000 })
  await expect(back).toBeEnabled()
  await back.click()
  await expect(back).toHaveCount(0)
})
