import { counter } from './fixtures/apps'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'

const SIGNATURE = 'A'.repeat(43)

const cases = [
  { what: 'a made-up signature', cookie: `s%3Amallorys-guess.${SIGNATURE}`, said: /signature/i },
  { what: 'no signature', cookie: 'mallorys-guess', said: /not signed|no signature|unsigned/i },
]

for (const { what, cookie, said } of cases) {
  test(`a cookie with ${what} is refused on the server card, and a new id comes back`, async ({
    page,
    lesson,
  }) => {
    const cards = new Cards(page)
    await openLabWith(page, counter())
    await lesson.run()
    await page.getByRole('button', { name: 'Add a browser' }).click()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(cards.browsers.getByRole('tab', { name: 'Mallory' })).toHaveAttribute('aria-selected', 'true')

    await cards.browsers.getByRole('button', { name: 'Headers' }).click()
    await cards.browsers.getByRole('button', { name: 'Add a header' }).click()
    await cards.browsers.getByLabel('Name of header 1').fill('Cookie')
    await cards.browsers.getByLabel('Value of header 1').fill(`connect.sid=${cookie}`)
    await lesson.send('/')

    const refusal = cards.server.getByRole('listitem').filter({ hasText: 'Load nothing' })
    await expect(refusal).toContainText(said)
    await expect(refusal).toContainText('not done:')
    await expect(cards.server.getByRole('listitem').filter({ hasText: 'Generate' })).toContainText('done:')
    await expect(cards.browsers.getByText('views 1')).toBeVisible()

    await expect(cards.records).toHaveCount(1)
    await expect(cards.store).not.toContainText('mallorys-guess')
    await expect(cards.browsers.getByRole('listitem').filter({ hasText: 'connect.sid' })).not.toContainText(
      'mallorys-guess',
    )
    await cards.timeline.getByRole('tab', { name: 'Raw request' }).click()
    await expect(cards.timeline.getByRole('tabpanel', { name: 'Raw request' })).toContainText('mallorys-guess')
  })
}
