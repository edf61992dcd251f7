import type { Locator, Page } from '@playwright/test'
import { Cards } from './fixtures/cards'
import { expect, test } from './fixtures/promise'
import { realEditor, typeAtTop } from './fixtures/typing'

const MARK = '// a line of my own'

/** The part of the list that is about one option, and the button of its first value. */
async function option(page: Page, name: string): Promise<{ one: Locator; tryIt: Locator }> {
  const options = page.getByRole('region', { name: 'Options to try' })
  await options.scrollIntoViewIfNeeded()
  const one = options
    .getByRole('listitem')
    .filter({ has: page.locator('strong').getByText(name, { exact: true }) })
  return { one, tryIt: one.getByRole('button', { name: /^Try / }).first() }
}

test('an option of the store is tried with one press, and the own code comes back', async ({
  page,
  lesson,
}) => {
  await lesson.openLesson('07-database')
  await realEditor(lesson)
  await typeAtTop(page, lesson, MARK)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const { one, tryIt } = await option(page, 'tableName')
  await tryIt.click()
  const back = page.getByRole('button', { name: 'Put my code back' })
  await expect(one.getByRole('status').first()).toContainText('The row lies in public.visitors.')
  await expect(tryIt).toHaveText(/Again/)
  await expect(lesson.code).toContainText('visitors')
  await back.click()
  await expect(back).toHaveCount(0)
  await expect(lesson.code).toContainText(MARK)
  await expect(lesson.code).not.toContainText('visitors')
})

test('what a trial sends does no task, also after a reload', async ({ page, lesson }) => {
  await lesson.openLesson('07-database')
  const { one, tryIt } = await option(page, 'tableName')
  await tryIt.click()
  await expect(one.getByRole('status').first()).toContainText('The row lies in')
  await page.getByRole('button', { name: 'Put my code back' }).click()
  for (const again of [false, true]) {
    if (again) await page.reload()
    await expect(new Cards(page).row(1)).toBeVisible()
    // A row written into a table would be the second task; a trial of another option would do the first.
    await expect(lesson.task(2)).toHaveAttribute('data-done', 'false')
  }
})

test('a trial asks before it empties a store that somebody used', async ({ page, lesson }) => {
  await lesson.openLesson('05-redis')
  await lesson.run()
  await lesson.send('/basket')
  await lesson.send('/add/tea')
  const { records } = new Cards(page)
  await expect(records).toHaveCount(1)

  const { one, tryIt } = await option(page, 'prefix')
  const dialog = page.getByRole('dialog', { name: 'Begin with empty stores?' })
  await tryIt.click()
  await expect(dialog).toContainText('Redis')
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(tryIt).toBeFocused()
  await expect(records).toHaveCount(1)

  await tryIt.click()
  await dialog.getByRole('button', { name: 'Empty and try' }).click()
  await expect(tryIt).toHaveText(/Again/)
  await expect(one.getByRole('status').first()).not.toBeEmpty()
  // What lies there now is the trial's own rest, so the next one begins at once.
  const runs = new Cards(page).timeline.getByRole('button', { name: /^Run.* ready in/ })
  const before = await runs.count()
  await tryIt.click()
  await expect.poll(() => runs.count()).toBeGreaterThan(before)
  await expect(dialog).toHaveCount(0)
})
