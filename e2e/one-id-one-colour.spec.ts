import type { Locator } from '@playwright/test'
import { sessionName } from '../protocol/session-name'
import { counter } from './fixtures/apps'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'

const NAME = /[a-z]+-[0-9a-f]{2}/

/** The short name a place shows, and the colour it really has on the screen. */
async function lookOf(place: Locator): Promise<{ name: string; colour: string }> {
  const chip = place.getByText(NAME).first()
  await expect(chip).toBeVisible()
  const name = NAME.exec((await chip.textContent()) ?? '')?.[0] ?? ''
  return { name, colour: await colourOf(chip) }
}

/** The whole id behind the name. */
const idOf = (place: Locator) => place.locator('[data-sid]').first().getAttribute('data-sid')

const colourOf = (place: Locator) => place.evaluate((element) => getComputedStyle(element).color)

test('one id has one name and one colour in jar, req.session, record and timeline', async ({
  page,
  lesson,
}) => {
  const cards = new Cards(page)
  await openLabWith(page, counter())
  await lesson.run()
  await lesson.send('/')
  await expect(cards.row(1)).toBeVisible()
  await expect(cards.records).toHaveCount(1)

  const jar = await lookOf(cards.browsers.getByRole('listitem').filter({ hasText: 'connect.sid' }))
  expect(await lookOf(cards.server)).toEqual(jar)
  expect(await lookOf(cards.records.first())).toEqual(jar)
  expect(await lookOf(cards.row(1))).toEqual(jar)
  expect(jar.colour).not.toBe(await colourOf(page.getByRole('heading', { name: 'Server' })))
})

test('the id itself has that colour on the wire, and its name follows from it', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await openLabWith(page, counter())
  await lesson.run()
  await lesson.send('/')
  const { name, colour } = await lookOf(cards.row(1))
  await cards.timeline.getByRole('tab', { name: 'Raw response' }).click()
  const id = cards.timeline.getByRole('tabpanel', { name: 'Raw response' }).getByTitle('The session id')
  expect(await colourOf(id)).toBe(colour)
  expect(sessionName((await id.textContent()) ?? '').short).toBe(name)
})

test('another person’s session has another name', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await openLabWith(page, counter())
  await lesson.run()
  await lesson.send('/')
  await expect(cards.row(1)).toBeVisible()
  await cards.choose('Bob')
  await lesson.send('/')
  await expect(cards.records).toHaveCount(2)
  // By the ids: two names in two thousand are the same.
  const [alices, bobs] = [idOf(cards.row(1)), idOf(cards.row(2))]
  expect(await bobs).not.toBe(await alices)
  expect(await lookOf(cards.browsers.getByRole('listitem').filter({ hasText: 'connect.sid' }))).toEqual(
    await lookOf(cards.row(2)),
  )
})
