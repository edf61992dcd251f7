import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('a real tab appears in the trace as one more browser', async ({ learner, page }) => {
  const { tabUrl } = await learner.runApp(counter())
  await page.goto(tabUrl)
  await expect(page.getByText('views 1')).toBeVisible()
  await page.reload()
  await expect(page.getByText('views 2')).toBeVisible()

  const added = await learner.traceOf('browser.added')
  const real = added.find((event) => event.real)
  expect(real).toBeDefined()
  const requests = await learner.traceOf('exchange.started')
  const own = requests.filter(({ browser, url }) => browser === real?.browser && new URL(url).pathname === '/')
  expect(own).toHaveLength(2)
})

test('the site’s own port sends a workspace’s host on to the sandbox port', async ({ learner, page, site }) => {
  const { id } = await learner.runApp(counter())
  await page.goto(`http://${id}.localhost:${site.port}/look?from=site`)
  await expect(page.getByText('looked')).toBeVisible()
  expect(new URL(page.url()).port).toBe(String(site.sandboxPort))
})
