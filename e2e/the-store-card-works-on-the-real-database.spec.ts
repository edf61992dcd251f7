import type { Page } from '@playwright/test'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'
import type { Screen } from './fixtures/screen'
import { storeApp } from './fixtures/stores'

async function oneVisit(page: Page, lesson: Screen): Promise<Cards> {
  const cards = new Cards(page)
  await openLabWith(page, storeApp('postgres'))
  await lesson.run()
  await lesson.send('/')
  await expect(cards.browsers.getByText('views 1')).toBeVisible()
  await expect(cards.store.getByRole('tab', { name: 'Tables' })).toBeVisible()
  return cards
}

test('the row bears the name and colour of the cookie’s session', async ({ page, lesson }) => {
  const cards = await oneVisit(page, lesson)
  await expect(cards.store.getByText('public.session')).toBeVisible()
  const inTable = cards.store.getByRole('table').locator('[data-sid]').first()
  const inJar = cards.browsers.locator('[data-sid]').first()
  const sid = await inJar.getAttribute('data-sid')
  expect(sid).toBeTruthy()
  await expect(inTable).toHaveAttribute('data-sid', sid ?? '')
})

test('the SQL of the store and its answer can be read', async ({ page, lesson }) => {
  const cards = await oneVisit(page, lesson)
  await cards.store.getByRole('tab', { name: /^SQL/ }).click()
  await expect(cards.store.getByText(/INSERT/i).first()).toBeVisible()
})

test('the database answers a question, and refuses to be changed that way', async ({ page, lesson }) => {
  const cards = await oneVisit(page, lesson)
  await cards.store.getByRole('tab', { name: 'Query' }).click()
  const box = cards.store.getByLabel('Ask the database')
  await box.fill("select sess->>'views' as views from session")
  await page.keyboard.press('Control+Enter')
  await expect(cards.store.getByRole('cell', { name: '1', exact: true })).toBeVisible()
  await box.fill('delete from session')
  await page.keyboard.press('Control+Enter')
  await expect(cards.store.getByText(/read-only/)).toBeVisible()
})

test('a value changed on the card is what the next request sees', async ({ page, lesson }) => {
  const cards = await oneVisit(page, lesson)
  await cards.store.getByRole('button', { name: /^Edit/ }).first().click()
  const editor = cards.store.getByLabel('The record as JSON')
  await editor.fill((await editor.inputValue()).replace('"views": 1', '"views": 41'))
  await page.keyboard.press('Control+Enter')
  await expect(editor).toHaveCount(0)
  await lesson.send('/')
  await expect(cards.browsers.getByText('views 42')).toBeVisible()
})

test('a stopped database is shown, and started again it has kept its rows', async ({ page, lesson }) => {
  const cards = await oneVisit(page, lesson)
  await cards.store.getByRole('button', { name: 'Stop PostgreSQL' }).click()
  await expect(cards.store.getByRole('status').filter({ hasText: 'stopped' })).toBeVisible()
  await lesson.send('/look')
  await expect(cards.browsers.getByText(/^500/)).toBeVisible()
  await cards.store.getByRole('button', { name: 'Start PostgreSQL' }).click()
  await expect(cards.store.getByRole('status').filter({ hasText: /running|asleep|idle/ })).toBeVisible()
  await lesson.send('/look')
  await expect(cards.browsers.getByText('views 1')).toBeVisible()
})

test('a question wakes the database, and stays when the card is enlarged', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await openLabWith(page, storeApp('postgres'))
  await lesson.run()
  await expect(cards.store.getByRole('status').filter({ hasText: 'asleep' })).toBeVisible()
  await cards.store.getByRole('tab', { name: 'Query' }).click()
  await cards.store.getByLabel('Ask the database').fill('select 41 + 1 as sum')
  await cards.store.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(cards.store.getByRole('cell', { name: '42' })).toBeVisible()
  await cards.store.getByRole('button', { name: 'Show the store larger' }).click()
  const large = page.getByRole('dialog')
  await expect(large.getByLabel('Ask the database')).toHaveValue('select 41 + 1 as sum')
  await expect(large.getByRole('cell', { name: '42' })).toBeVisible()
})
