import type { FrameLocator, Page } from '@playwright/test'
import { counter } from './fixtures/apps'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'

/** Everything a page might try, and one thing that shows it was rendered. */
const HOSTILE = `<h1>Rendered</h1>
<p id="target">untouched</p>
<script>document.getElementById('target').textContent = 'inline script ran'; parent.postMessage('x', '*'); top.document.title = 'taken'</script>
<img src="data:image/png;base64,broken" onerror="document.getElementById('target').textContent = 'handler ran'">
<script src="data:text/javascript,document.getElementById('target').textContent='loaded script ran'"></script>
<iframe srcdoc="<script>top.document.title = 'taken'</script>"></iframe>
<a href="javascript:document.getElementById('target').textContent='link script ran'">scripted</a>
<a href="/next?from=link" target="_top">go on</a>
<form method="post" action="/save"><label>Name <input name="name"></label><button>Keep</button></form>`

const ROUTES = `
app.use(express.urlencoded({ extended: false }))
app.get('/page', (req, res) => res.send(${JSON.stringify(HOSTILE)}))
app.get('/next', (req, res) => { req.session.went = true; res.send('came by ' + req.query.from) })
app.post('/save', (req, res) => { req.session.name = req.body.name; res.redirect('/hello') })
app.get('/hello', (req, res) => res.send('hello ' + req.session.name))
`

const frameOf = (page: Page): FrameLocator => page.frameLocator('iframe[title="Page of Alice"]')

test.beforeEach(async ({ page, lesson }) => {
  await openLabWith(page, counter('', ROUTES))
  await lesson.run()
  await lesson.send('/page')
  await expect(frameOf(page).getByRole('heading', { name: 'Rendered' })).toBeVisible()
})

test('a script in the app’s HTML does not run, in whatever way it is written', async ({ page }) => {
  const outside: string[] = []
  page.on('request', (request) => outside.push(request.url()))
  const address = page.url()
  await frameOf(page).getByRole('link', { name: 'scripted' }).click()
  // The link after it is judged by the same listener: once that is through, the scripted one has had its chance.
  await frameOf(page).getByRole('link', { name: 'go on' }).click()
  await expect(new Cards(page).row(2)).toContainText('GET /next?from=link')
  expect(page.url()).toBe(address)
  expect(await page.title()).not.toBe('taken')
  expect(outside.filter((url) => !url.startsWith(new URL(address).origin))).toEqual([])
})

test('what stands in the page is as the server sent it', async ({ page }) => {
  // Every script and handler that could run by itself has had its turn when the page is loaded.
  const element = await page.getByTitle('Page of Alice').elementHandle()
  const frame = await element.contentFrame()
  expect(frame).toBeTruthy()
  await frame?.waitForLoadState('load')
  await expect(frameOf(page).getByText('untouched')).toBeVisible()
  const reach = await page
    .getByTitle('Page of Alice')
    .evaluate((frame: HTMLIFrameElement) => frame.contentDocument)
  expect(reach, 'the frame has an origin of its own').toBeNull()
})

test('a link goes through the virtual browser', async ({ page }) => {
  const cards = new Cards(page)
  await frameOf(page).getByRole('link', { name: 'go on' }).click()
  await expect(cards.browsers.getByText('came by link')).toBeVisible()
  await expect(cards.row(2)).toContainText('Alice')
  await expect(cards.browsers.getByRole('listitem').filter({ hasText: 'connect.sid' })).toBeVisible()
})

test('a form goes through the virtual browser, with its redirect and its cookie', async ({ page }) => {
  const cards = new Cards(page)
  await frameOf(page).getByLabel('Name').fill('Ada + Bob')
  await frameOf(page).getByRole('button', { name: 'Keep' }).click()
  await expect(cards.browsers.getByText('hello Ada + Bob')).toBeVisible()
  await expect(cards.row(2)).toContainText('POST /save')
  await expect(cards.row(3)).toContainText('GET /hello')
})
