import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from './fixtures/promise'

const Said = z.array(z.string())

/** From now on, over reloads as well: whatever the page says aloud about requests and tasks. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const said: string[] = []
    Object.assign(window, { said })
    new MutationObserver(() => {
      for (const place of document.querySelectorAll('p.sr-only[aria-live], p.sr-only[role="status"]')) {
        const words = place.textContent
        if (words !== '' && said.at(-1) !== words) said.push(words)
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

const heard = async (page: Page): Promise<string[]> => Said.parse(await page.evaluate('window.said'))

test('what was done before the page was loaded is not read aloud; what is done now is', async ({
  page,
  lesson,
}) => {
  await listen(page)
  await lesson.openLesson('01-first-session')
  await lesson.run()
  await lesson.send()
  await lesson.send()
  await lesson.expectTicked(1)
  await expect.poll(() => heard(page)).toContainEqual(expect.stringMatching(/^Task 1 is done/))
  await expect.poll(() => heard(page)).toContainEqual(expect.stringMatching(/^Request 2/))

  await page.reload()
  await expect(page.getByText(/ready in/).first()).toBeAttached()
  await lesson.expectTicked(1)
  // Whatever was said of the past was said before anything about these.
  await expect(async () => {
    await lesson.send()
    await expect.poll(() => heard(page), { timeout: 5000 }).not.toEqual([])
  }).toPass()
  const [first] = await heard(page)
  expect(first).toMatch(/^Request ([3-9]|\d\d)/)
})
