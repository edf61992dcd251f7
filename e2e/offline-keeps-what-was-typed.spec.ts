import type { Page } from '@playwright/test'
import { counter } from './fixtures/apps'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { layLine, type Line } from './fixtures/line'
import { expect, test as promise } from './fixtures/promise'
import { typeAtTop } from './fixtures/typing'

const test = promise.extend<{ line: Line }>({
  line: async ({ browserName: _ }, use) => {
    const line = await layLine()
    await use(line)
    line.close()
  },
  proxy: ({ line }, use) => use({ server: line.address }),
})

const banner = (page: Page) => page.getByRole('status').getByText('The lab’s server cannot be reached')
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true })
/** The longest pause between two attempts, and some. */
const COMING_BACK = { timeout: 90_000 }

test('without the server a banner says so; what is typed is kept, and goes there when it is back', async ({
  page,
  lesson,
  line,
}) => {
  await openLabWith(page, counter())
  line.cut()
  await expect(banner(page)).toBeVisible()
  await typeAtTop(page, lesson, "console.log('typed offline')")
  await expect(page.getByText('Kept here', { exact: true })).toBeVisible()

  line.mend()
  await expect(banner(page)).toBeHidden(COMING_BACK)
  await expect(saved(page)).toBeVisible(COMING_BACK)
  await lesson.run()
  await page.getByRole('button', { name: /^Console/ }).click()
  await expect(page.getByRole('log')).toContainText('typed offline')
  await lesson.send('/')
  await expect(new Cards(page).browsers.getByText('views 1')).toBeVisible()
})

test('what was typed without the server is there after a reload, and reaches it in the end', async ({
  page,
  lesson,
}) => {
  await openLabWith(page, counter())
  await page.route('**/api/**', (route) => route.abort('connectionrefused'))
  await typeAtTop(page, lesson, '// typed offline')
  await expect(lesson.code).toContainText('typed offline')

  await page.reload()
  await expect(banner(page)).toBeVisible()
  await expect(lesson.code).toContainText('typed offline')

  await page.unroute('**/api/**')
  await expect(saved(page)).toBeVisible(COMING_BACK)
  await page.evaluate(() => {
    localStorage.clear()
  })
  await page.reload()
  await expect(saved(page)).toBeVisible()
  await expect(lesson.code).toContainText('typed offline')
})
