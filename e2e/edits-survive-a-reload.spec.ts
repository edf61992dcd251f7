import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/promise'
import { realEditor, typeAtTop } from './fixtures/typing'

const MARK = '// kept over a reload'
const LESSON = '01-first-session'

/** Holds the scripts that a page fetches after those it comes with, the real editor among them, until they are let go. */
async function holdWhatComesLater(page: Page, address: string): Promise<() => void> {
  const comesWith = await (await page.request.get(address)).text()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/_next/static/**/*.js*', async (route) => {
    if (!comesWith.includes(new URL(route.request().url()).pathname)) await held
    await route.continue()
  })
  return letGo
}

test('edits survive a reload', async ({ page, lesson }) => {
  await lesson.openLesson(LESSON)
  await realEditor(lesson)
  await typeAtTop(page, lesson, MARK)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(lesson.runButton).toBeEnabled()
  await realEditor(lesson)
  await expect(lesson.code).toContainText('kept over a reload')
})

test('edits survive a reload in the very moment of typing', async ({ page, lesson }) => {
  await lesson.openLesson(LESSON)
  await realEditor(lesson)
  await typeAtTop(page, lesson, MARK)
  await page.reload()
  await expect(lesson.runButton).toBeEnabled()
  await realEditor(lesson)
  await expect(lesson.code).toContainText('kept over a reload')
})

test('edits are there again after going to another lesson and back', async ({ page, lesson }) => {
  await lesson.openLesson(LESSON)
  await realEditor(lesson)
  await typeAtTop(page, lesson, MARK)
  for (const title of ['Memory forgets', 'A first session']) {
    await page.getByRole('button', { name: 'Lessons' }).click()
    await page.getByRole('navigation', { name: 'Lessons' }).getByRole('link', { name: title }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  }
  await realEditor(lesson)
  await expect(lesson.code).toContainText('kept over a reload')
})

test('another browser of the same person has them too: they are on the server', async ({ page, lesson }) => {
  await lesson.openLesson(LESSON)
  await realEditor(lesson)
  await typeAtTop(page, lesson, MARK)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.evaluate(() => {
    localStorage.clear()
  })
  await page.reload()
  await expect(lesson.runButton).toBeEnabled()
  await expect(lesson.code).toContainText('kept over a reload')
})

test('what is typed before the real editor is ready is carried over, and typing goes on in it', async ({
  page,
  lesson,
}) => {
  const letGo = await holdWhatComesLater(page, `/lessons/${LESSON}`)
  await page.goto(`/lessons/${LESSON}`, { waitUntil: 'commit' })
  const plain = lesson.code.locator('textarea[data-draft]')
  await plain.focus()
  await page.keyboard.press('Control+Home')
  letGo()
  let typed = ''
  // One character after another for as long as the plain field is there, and some more in the real editor.
  for (let extra = 0; extra < 10 && typed.length < 600;) {
    const character = String.fromCharCode(97 + (typed.length % 26))
    await page.keyboard.type(character)
    typed += character
    if (await plain.isHidden()) extra += 1
  }
  await realEditor(lesson)
  await expect(lesson.code).toContainText(typed)
})

test('what is typed before any script of the site has run is carried over', async ({ page, lesson }) => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`/lessons/${LESSON}`, { waitUntil: 'commit' })
  await typeAtTop(page, lesson, MARK)
  letGo()
  await expect(lesson.runButton).toBeEnabled()
  await realEditor(lesson)
  await expect(lesson.code).toContainText('kept over a reload')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
})
