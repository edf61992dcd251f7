import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'
import { storeApp } from './fixtures/stores'

/** Long enough to be seen while it lives, also on a machine that has much to do. */
const SECONDS = 15

test('a Redis key that runs out leaves the card, though nobody asks for it', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await openLabWith(page, storeApp('redis', { options: `cookie: { maxAge: ${SECONDS}_000 }` }))
  await lesson.run()
  await lesson.send('/')
  await expect(cards.records).toHaveCount(1)
  await expect(cards.records).toHaveCount(0)
  await expect(cards.store.getByText(/^No keys:/)).toBeVisible()
  await expect(cards.row(2), 'no request has brought it about').toHaveCount(0)
})

test('a file that its store removes in passing leaves the card', async ({ page, lesson }) => {
  const cards = new Cards(page)
  const files = storeApp('file')
  const reaping = (files['app.js'] ?? '').replace(
    'retries: 0,',
    `retries: 0, ttl: ${SECONDS}, reapInterval: 1,`,
  )
  await openLabWith(page, { 'app.js': reaping })
  await lesson.run()
  await lesson.send('/')
  await expect(cards.records).toHaveCount(1)
  await expect(cards.records).toHaveCount(0)
  await expect(cards.row(2), 'no request has brought it about').toHaveCount(0)
})

test('a file that its store removes when a day has passed is struck out', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await openLabWith(page, storeApp('file'))
  await lesson.run()
  await lesson.send('/')
  await expect(cards.records).toHaveCount(1)
  await cards.timeline.getByRole('button', { name: '+1 day' }).click()
  await expect(cards.store.getByText('Gone from the store. It held:')).toBeVisible()
  await expect(cards.row(2), 'no request has brought it about').toHaveCount(0)
})
