import { HealthReply } from '../protocol/api'
import { expect, test } from './fixtures/promise'

const BYTES = /^\d+ B$/
const FREE = { 'To its server': 'has none', 'Its server dies': 'has none' }
const KEEPS = { 'App restarts': 'kept', 'Second instance': 'knows her', 'Taken back': 'yes' }

/** What each storage answers, by the head of the column. Whose server serves depends on the machine. */
const TOLD: Readonly<Record<string, Readonly<Record<string, string | RegExp>>>> = {
  Memory: {
    ...FREE,
    'Lies in': 'the process',
    'App restarts': 'lost',
    'Second instance': 'lost',
    'Taken back': 'yes',
    Needs: 'nothing',
  },
  Cookie: { ...FREE, ...KEEPS, 'Lies in': 'the browser', 'Taken back': 'no', Needs: 'a secret' },
  Files: { ...FREE, ...KEEPS, 'Lies in': 'a file', Needs: 'a disk' },
  Redis: {
    ...KEEPS,
    'Lies in': 'Redis’ memory',
    'To its server': BYTES,
    'Its server dies': 'lost',
    Needs: /^(Redis \d|a stand-in$)/,
  },
  Memcached: {
    ...KEEPS,
    'Lies in': 'Memcached’s memory',
    'To its server': BYTES,
    'Its server dies': 'lost',
    Needs: /^([Mm]emcached \d|a stand-in$)/,
  },
  PostgreSQL: {
    ...KEEPS,
    'Lies in': 'a table',
    'To its server': BYTES,
    'Its server dies': 'kept',
    Needs: /^(PostgreSQL \d|a stand-in$)/,
  },
}
const MONGO = {
  ...KEEPS,
  'Lies in': 'a collection',
  'To its server': BYTES,
  'Its server dies': 'kept',
  Needs: /^MongoDB \d/,
}

test('the table of stores is measured there and then', async ({ page, lesson }) => {
  await lesson.openLesson('08-choosing')
  const comparison = page.getByRole('region', { name: 'Comparison of all storages' })
  await comparison.scrollIntoViewIfNeeded()
  await comparison.getByRole('button', { name: /^Measure all/ }).click()
  await expect(comparison.getByRole('button', { name: 'Measure again' })).toBeVisible({ timeout: 360_000 })
  const table = comparison.getByRole('table').first()
  const heads = await table.getByRole('columnheader').allInnerTexts()
  const row = (name: string) => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  const cell = (name: string, head: string) =>
    row(name)
      .getByRole('cell')
      .nth(heads.indexOf(head) - 1)
  expect(heads).toEqual(expect.arrayContaining(['Cookie', 'Median time', ...Object.keys(MONGO)]))

  const { engines } = HealthReply.parse(await (await page.request.get('/api/health')).json())
  const mongo = engines.find(({ kind }) => kind === 'mongo')?.engine
  const told = mongo?.from === 'none' ? TOLD : { ...TOLD, MongoDB: MONGO }
  for (const [name, words] of Object.entries(told)) {
    const all = { ...words, Cookie: BYTES, 'Median time': /^\d+\.\d ms$/ }
    for (const [head, word] of Object.entries(all))
      await expect(cell(name, head), `${name}: ${head}`).toHaveText(word)
  }
  if (mongo?.from === 'none') {
    await expect(cell('MongoDB', 'Lies in')).toContainText('not here')
    const why = comparison.getByRole('listitem').filter({ hasText: 'MongoDB: ' })
    await expect(why, 'and how to get one').toContainText(mongo.hint ?? 'There is no hint.')
  }

  await row('Redis').getByRole('button', { name: 'diff' }).click()
  const diff = comparison.getByRole('figure')
  await expect(diff.locator('del')).toHaveText("- const STORE = 'memory'")
  await expect(diff.locator('ins')).toHaveText("+ const STORE = 'redis'")
})
