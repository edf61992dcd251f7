import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'
import { storeApp } from './fixtures/stores'

test('a question to the database is listed beside the app’s SQL, marked as yours', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await openLabWith(page, storeApp('postgres'))
  await lesson.run()
  await lesson.send('/')
  await expect(cards.browsers.getByText('views 1')).toBeVisible()
  await cards.store.getByRole('tab', { name: 'Query' }).click()
  await cards.store.getByLabel('Ask the database').fill('select 6 * 7 as answer')
  await page.keyboard.press('Control+Enter')
  await expect(cards.store.getByRole('cell', { name: '42' })).toBeVisible()
  await cards.store.getByRole('tab', { name: /^SQL/ }).click()
  const said = cards.store.getByRole('region', { name: /What the app said/ }).getByRole('listitem')
  const mine = said.filter({ hasText: 'select 6 * 7' })
  await expect(mine).toContainText('you')
  await expect(mine).toContainText('1 row')
  await expect(said.filter({ hasText: /INSERT/ }).first()).not.toContainText('you')
  await lesson.send('/look')
  await expect(cards.browsers.getByText('views 1')).toBeVisible()
  await expect(mine).toHaveCount(0)
})
