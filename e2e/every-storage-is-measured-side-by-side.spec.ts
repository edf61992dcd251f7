import { expect, test } from './fixtures/promise'

test('the table of stores is measured there and then', async ({ page, lesson }) => {
  test.setTimeout(240_000)
  await lesson.openLesson('08-choosing')
  const comparison = page.getByRole('region', { name: 'Comparison of all storages' })
  await comparison.scrollIntoViewIfNeeded()
  await comparison.getByRole('button', { name: /^Measure all/ }).click()
  await expect(comparison.getByRole('button', { name: 'Measure again' })).toBeVisible({ timeout: 200_000 })
  const table = comparison.getByRole('table').first()
  /** Whether Alice's session is there after a restart, on a second instance, and can be taken back. */
  const told: Record<string, RegExp> = {
    Memory: /lost.*lost.*yes/,
    Cookie: /kept.*knows her.*no/,
    Files: /kept.*knows her.*yes/,
    Redis: /kept.*knows her.*lost.*yes/,
    Memcached: /kept.*knows her.*lost.*yes/,
    PostgreSQL: /kept.*knows her.*kept.*yes/,
  }
  for (const [name, words] of Object.entries(told))
    await expect(table.getByRole('row', { name: new RegExp(`^${name}`) }), name).toHaveAccessibleName(words)
})
