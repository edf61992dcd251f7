import { HealthReply } from '../protocol/api'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'
import { SERVER_NAMES, storeApp } from './fixtures/stores'

for (const name of SERVER_NAMES) {
  test(`the store card says which ${name} serves, and how to get the real one`, async ({ page, lesson }) => {
    const { engines } = HealthReply.parse(await (await page.request.get('/api/health')).json())
    const source = engines.find(({ kind }) => kind === name)?.engine
    if (!source) throw new Error(`The server says nothing of ${name}.`)
    const isReal = source.from !== 'stand-in'
    expect(source.name).toMatch(isReal ? /\d+\.\d+/ : /^Stand-in/)

    await openLabWith(page, storeApp(name))
    await lesson.run()
    await lesson.send('/')
    const cards = new Cards(page)
    await expect(cards.browsers.getByText('views 1')).toBeVisible()
    await cards.store.getByRole('button', { name: source.name }).first().click()
    const said = page.getByRole('dialog', { name: `What serves: ${source.name}` })
    await expect(said).toContainText(source.why)
    await expect(said).toContainText(source.address)
    if (isReal) await expect(said).not.toContainText('To get the real one')
    else await expect(said).toContainText(`To get the real one: ${source.hint ?? 'nobody knows'}`)
  })
}
