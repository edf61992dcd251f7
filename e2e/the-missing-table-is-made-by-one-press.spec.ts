import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'
import { appOf } from './fixtures/stores'

const NEVER_MADE = `const PGStore = require('connect-pg-simple')(session)
const store = new PGStore({ conString: process.env.DATABASE_URL, tableName: 'Visits' })`

test('the table that the app looks for is named, and made by one press', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await openLabWith(page, appOf(NEVER_MADE))
  await lesson.run()
  await lesson.send('/')
  await expect(cards.store.getByRole('status').filter({ hasText: 'running' })).toBeVisible()
  const missing = cards.store.getByText('There is no table Visits yet.')
  await expect(missing).toBeVisible()
  await cards.store.getByText('Show table.sql').click()
  await expect(cards.store.getByText('CREATE TABLE "public"."Visits"')).toBeVisible()

  await cards.store.getByRole('button', { name: 'Create the table' }).click()
  await expect(missing).toBeHidden()
  await expect(cards.store.getByText('public.Visits')).toBeVisible()
  await lesson.send('/')
  await expect(cards.store.getByText('1 row', { exact: true })).toBeVisible()

  await cards.store.getByRole('tab', { name: 'Query' }).click()
  await cards.store.getByRole('button', { name: 'select count(*) from "Visits"' }).click()
  await expect(cards.store.getByRole('cell', { name: '1', exact: true })).toBeVisible()
})

test('a session table of another name does not hide that the app’s own is missing', async ({
  page,
  lesson,
}) => {
  const cards = new Cards(page)
  const old = `new PGStore({ conString: process.env.DATABASE_URL, tableName: 'old', createTableIfMissing: true })`
  const MAKES_ANOTHER = `app.get('/old', (req, res) => ${old}.get('nobody', () => res.send('made')))`
  await openLabWith(page, appOf(NEVER_MADE, { routes: MAKES_ANOTHER }))
  await lesson.run()
  await lesson.send('/old')
  await expect(cards.browsers.getByText('made')).toBeVisible()
  await cards.store.getByRole('tab', { name: 'public.old' }).click()
  await expect(cards.store.getByRole('columnheader', { name: 'expire' })).toBeVisible()
  await cards.store.getByRole('tab', { name: 'public.Visits' }).click()
  await expect(cards.store.getByText('There is no table Visits yet.')).toBeVisible()
})
