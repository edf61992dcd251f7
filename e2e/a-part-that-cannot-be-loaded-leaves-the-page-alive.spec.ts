import { expect, test } from './fixtures/promise'
import { realEditor } from './fixtures/typing'

const CHUNKS = '**/_next/static/chunks/**'

test('a part that cannot be loaded leaves the page alive, and comes when somebody tries again', async ({
  page,
  lesson,
}) => {
  await lesson.openLesson('01-first-session')
  await realEditor(lesson)
  await page.waitForLoadState('networkidle')
  await page.route(CHUNKS, (request) => request.abort())
  await page.getByRole('button', { name: 'Show me' }).click()
  const note = page.getByRole('alert').filter({ hasText: 'could not be shown' })
  await expect(note).toBeVisible()
  await expect(lesson.runButton).toBeEnabled()

  await page.unroute(CHUNKS)
  await note.getByRole('button', { name: 'Try again' }).click()
  await expect(note).toBeHidden()
  await expect(page.getByRole('region', { name: 'Walkthrough' })).toBeVisible()
})
