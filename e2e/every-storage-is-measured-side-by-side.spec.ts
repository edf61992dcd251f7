import { expect, test } from './fixtures/promise'

test('the table of stores is measured there and then', async ({ page, lesson }) => {
  test.setTimeout(240_000)
  await lesson.openLesson('08-choosing')
  const comparison = page.getByRole('region', { name: 'Comparison of all storages' })
  await comparison.scrollIntoViewIfNeeded()
  await comparison.getByRole('button', { name: /^Measure all/ }).click()
  await expect(comparison.getByRole('button', { name: 'Measure again' })).toBeVisible({ timeout: 200_000 })
  const table = comparison.getByRole('table').first()
  for (const name of ['Memory', 'File', 'Redis', 'Memcached', 'PostgreSQL', 'cookie-session'])
    await expect(table.getByText(new RegExp(name, 'i')).first()).toBeVisible()
  await expect(table).not.toContainText(/not measured|went wrong/i)
})
