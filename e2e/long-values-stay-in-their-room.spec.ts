import type { Page } from '@playwright/test'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { stickingOut } from './fixtures/overflow'
import { expect, test } from './fixtures/promise'

const APP = `const app = require('express')()
const session = require('express-session')
app.use(session({ secret: 'a long secret', resave: false, saveUninitialized: true }))
app.use((req, res) => {
  for (let i = 0; i < 40; i += 1) req.session['a-rather-long-key-number-' + i] = 'value'.repeat(i)
  let inner = (req.session.deep = {})
  for (let i = 0; i < 12; i += 1) inner = inner['level' + i] = { note: 'n'.repeat(60) }
  for (let i = 0; i < 300; i += 1) console.log('line ' + i + 'x'.repeat(i))
  res.cookie('huge', 'v'.repeat(3000)).send('abcdefghij'.repeat(10000))
})
app.listen(3000)
`

/** The cards whose content is wider than they are. */
const tooWide = (page: Page) =>
  page
    .locator('[data-place="browser"], [data-place="server"], [data-place="store"]')
    .evaluateAll((cards) =>
      cards
        .filter((card) => [...card.children].some((part) => part.scrollWidth > part.clientWidth + 1))
        .map((card) => card.getAttribute('data-place')),
    )

for (const width of [1440, 390]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 900 } })

    test('a 3 KB cookie, a large session and a long path widen nothing', async ({ page, lesson }) => {
      const cards = new Cards(page)
      const toPart = async (name: string) => ((await cards.parts.count()) > 0 ? cards.bring(name) : undefined)
      await openLabWith(page, { 'app.js': APP })
      await toPart('Code')
      await lesson.runButton.click()
      await expect(page.getByRole('region', { name: 'Console' }).getByText(/ready/).first()).toBeVisible()
      await toPart('Stage')
      await lesson.send(`/${'long-path/'.repeat(20)}`)
      await expect(cards.browsers.getByText(/^200/)).toBeVisible()
      await expect(cards.browsers.getByRole('button', { name: /^huge/ })).toBeVisible()
      expect(await tooWide(page)).toEqual([])
      expect(await stickingOut(page)).toEqual([])
      await cards.browsers.getByRole('button', { name: /^huge/ }).click()
      expect(await tooWide(page)).toEqual([])
      await toPart('Timeline')
      for (const view of ['Raw request', 'Raw response', 'Steps', 'Verdicts']) {
        await cards.timeline.getByRole('tab', { name: view }).click()
        expect(await stickingOut(page), view).toEqual([])
      }
    })
  })
}
