import type { Page } from '@playwright/test'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'
import type { Screen } from './fixtures/screen'
import { storeApp } from './fixtures/stores'

const FILL = `const { Pool } = require('pg')
const pool = new Pool({ connectionString: 'postgres://user:password@localhost:5432/express-store-test' })
app.get('/fill', async (req, res) => {
  await pool.query(
    "insert into session select 'row-' || lpad(n::text, 5, '0'), json_build_object('cookie', json_build_object(), 'views', n), now() + interval '1 day' from generate_series(1, 10000) n",
  )
  res.send('filled')
})`

/** A table of ten thousand rows and one more, the visitor's own. */
async function longTable(page: Page, lesson: Screen): Promise<Cards> {
  const cards = new Cards(page)
  await openLabWith(page, storeApp('postgres', { routes: FILL }))
  await lesson.run()
  await lesson.send('/')
  await expect(cards.browsers.getByText('views 1')).toBeVisible()
  await lesson.send('/fill')
  await expect(cards.store.getByText('10,001 rows')).toBeVisible()
  return cards
}

test('ten thousand rows are shown under the same typed columns, and any of them is reached', async ({
  page,
  lesson,
}) => {
  const cards = await longTable(page, lesson)
  const table = cards.store.getByRole('table')
  await expect(table.getByRole('columnheader')).toHaveText([/sid.*varchar/, /sess.*json/, /expire/, 'Delete'])
  await expect(table).toHaveAttribute('aria-rowcount', '10002')
  expect(await table.getByRole('row').count()).toBeLessThan(60)
  await table.locator('xpath=..').evaluate((room) => {
    room.scrollTop = room.scrollHeight
  })
  await expect(table.getByText('row-10000')).toBeVisible()
})

test('a row far down the table is found, changed and deleted', async ({ page, lesson }) => {
  const cards = await longTable(page, lesson)
  const table = cards.store.getByRole('table')
  await cards.store.getByRole('searchbox', { name: 'Find in ids and records' }).fill('row-07777')
  await expect(cards.store.getByText('1 found')).toBeVisible()
  await table.getByRole('button', { name: /row-07777/ }).click()
  await cards.store.getByRole('button', { name: 'Edit' }).click()
  const editor = cards.store.getByLabel('The record as JSON')
  await editor.fill((await editor.inputValue()).replace('7777', '41'))
  await page.keyboard.press('Control+Enter')
  await expect(editor).toHaveCount(0)
  await expect(table.getByText('views: 41')).toBeVisible()
  await expect(table.locator('ins')).toHaveText('views: 41')
  await table.getByRole('button', { name: /^Delete the row/ }).click()
  await expect(cards.store.getByText('0 found')).toBeVisible()
  await expect(cards.store.getByText('10,000 rows')).toBeVisible()
})
