import type { Locator, Page } from '@playwright/test'
import { listLessons } from '../lessons/kit/load-lesson'
import { violationsOn } from './fixtures/accessibility'
import { Cards } from './fixtures/cards'
import { expect, test } from './fixtures/promise'
import type { Screen } from './fixtures/screen'
import { realEditor } from './fixtures/typing'

const LABS = [...listLessons().map(({ slug }) => `/lessons/${slug}`), '/lab']
const VIEWS = ['Raw request', 'Raw response', 'Steps', 'Verdicts']
const dialog = (page: Page) => page.getByRole('dialog')
/** What opens over the lesson, by its button, and what shows that it is open. */
const OPENED: readonly [RegExp, (page: Page) => Locator][] = [
  [/^Lessons/, (page) => page.getByRole('link', { name: /Files remember Give/ })],
  [/^Settings/, (page) => page.getByText('Added to every store operation.')],
  [/^Compare/, dialog],
  [/^Reset/, dialog],
  [/^Start over/, dialog],
  [/^Add a browser/, (page) => page.getByLabel('Name of the new browser')],
  [/^(End p|P)resent/, (page) => page.getByRole('button', { name: 'End presenting' })],
]
const WIDTHS = [1440, 390] as const
/** The page's own colour in each, by which we see that it has followed. */
const SCHEMES = [
  ['light', 'rgb(246, 245, 241)'],
  ['dark', 'rgb(19, 20, 23)'],
] as const

async function toPart(page: Page, name: string): Promise<void> {
  const cards = new Cards(page)
  if ((await cards.parts.count()) > 0) await cards.bring(name)
}

/** What axe finds on the whole screen: part by part where there are tabs. */
async function violationsOnEachPart(page: Page): Promise<string[]> {
  const parts = await new Cards(page).parts.allTextContents()
  if (parts.length === 0) return violationsOn(page)
  const found: string[] = []
  for (const part of parts) {
    await toPart(page, part)
    found.push(...(await violationsOn(page)).map((line) => `${part}: ${line}`))
  }
  return found
}

/** What axe finds in each scheme: a device may change its own while a page is open, and the page follows. */
async function violationsIn(page: Page, look: () => Promise<string[]>): Promise<string[]> {
  const found: string[] = []
  for (const [colorScheme, background] of SCHEMES) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveCSS('background-color', background)
    found.push(...(await look()).map((line) => `${colorScheme}: ${line}`))
  }
  return found
}

async function runAndSend(page: Page, lesson: Screen): Promise<void> {
  const cards = new Cards(page)
  await toPart(page, 'Code')
  await lesson.runButton.click()
  await expect(
    page
      .getByRole('region', { name: 'Console' })
      .getByText(/running|ready/i)
      .first(),
  ).toBeVisible()
  await toPart(page, 'Stage')
  await lesson.send()
  await expect(cards.browsers.getByText(/^200/)).toBeVisible()
  await lesson.send()
  await toPart(page, 'Timeline')
  await expect(cards.row(2)).toHaveAttribute('aria-expanded', 'true')
  await expect(cards.row(2)).toContainText('200')
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

for (const width of WIDTHS) {
  test.describe(`${width} px, light and dark`, () => {
    test.use({ viewport: { width, height: 900 } })

    test('axe finds nothing on the home page', async ({ page }) => {
      // The living picture stands at its end then, with everything in it.
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.goto('/')
      await expect(page.getByRole('button', { name: 'Play again' })).toBeVisible()
      expect(await violationsIn(page, () => violationsOn(page))).toEqual([])
    })

    for (const address of LABS) {
      test(`axe finds nothing on ${address}, before anything ran and with a request open`, async ({
        page,
        lesson,
      }) => {
        await page.goto(address)
        await toPart(page, 'Code')
        await expect(lesson.runButton).toBeEnabled()
        await realEditor(lesson)
        expect(await violationsIn(page, () => violationsOnEachPart(page))).toEqual([])
        await runAndSend(page, lesson)
        expect(await violationsIn(page, () => violationsOnEachPart(page))).toEqual([])
      })
    }

    if (width > 1000)
      test('axe finds nothing in menus, dialogs and presenter mode', async ({ page, lesson }) => {
        await page.goto('/lessons/01-first-session')
        await expect(lesson.runButton).toBeEnabled()
        await realEditor(lesson)
        await runAndSend(page, lesson)
        for (const [name, shown] of OPENED) {
          await page.getByRole('button', { name }).first().click()
          await expect(shown(page)).toBeVisible()
          expect(await violationsIn(page, () => violationsOn(page)), String(name)).toEqual([])
          await page.keyboard.press('Escape')
          await expect(shown(page)).toBeHidden()
        }
      })

    test('axe finds nothing in any view of a request', async ({ page, lesson }) => {
      await page.goto('/lab')
      await toPart(page, 'Code')
      await expect(lesson.runButton).toBeEnabled()
      await runAndSend(page, lesson)
      for (const view of VIEWS) {
        await new Cards(page).timeline.getByRole('tab', { name: view }).click()
        const timeline = () => violationsOn(page, '[data-place="timeline"]')
        expect(await violationsIn(page, timeline), view).toEqual([])
      }
    })
  })
}
