import type { Locator, Page } from '@playwright/test'
import { listLessons } from '../lessons/kit/load-lesson'
import type { WalkthroughStep } from '../lessons/kit/lesson'
import { lessonModule } from '../lessons/lesson-module'
import { expect, test } from './fixtures/promise'

const walkthrough = (page: Page) => page.getByRole('region', { name: 'Walkthrough' })

/** A step was played: nothing went wrong, and the place it speaks of is on the screen. */
async function expectPlayed(page: Page, { at }: WalkthroughStep): Promise<void> {
  await expect(walkthrough(page).getByRole('alert')).toHaveCount(0)
  if (at) await expect(page.locator(`[data-place~="${at}"]:visible`).first()).toBeVisible()
}

const numberIn = async (shown: Locator): Promise<number> =>
  Number(/\d+/.exec((await shown.textContent()) ?? '')?.[0])

/** Plays the walkthrough step by step, from where it stood when Pause was pressed. */
async function playToTheEnd(page: Page, slug: string): Promise<void> {
  const { walkthrough: steps } = await lessonModule(slug)
  await page.getByRole('button', { name: 'Show me' }).click()
  const bar = walkthrough(page)
  const step = bar.getByRole('button', { name: 'Step', exact: true })
  await bar.getByRole('button', { name: 'Pause' }).click()
  await expect(step).toBeEnabled()
  const shown = bar.getByText(/^Step \d+ of/)
  const first = await numberIn(shown)
  for (const [index, played] of steps.entries()) {
    const number = index + 1
    if (number < first) continue
    if (number > first) await step.click()
    if (number < steps.length) {
      await expect(shown).toHaveText(`Step ${number} of ${steps.length}`)
      await expect(step).toBeEnabled()
    }
    await expectPlayed(page, played)
  }
}

for (const { slug, meta } of listLessons()) {
  test(`the walkthrough of “${meta.title}” does every task and gives the code back`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(`/lessons/${slug}`)
    const { tasks } = await lessonModule(slug)
    await expect(page.locator('[data-task]')).toHaveCount(tasks.length)
    await expect(page.getByRole('button', { name: 'Show me' })).toBeEnabled()
    await playToTheEnd(page, slug)

    const back = walkthrough(page).getByRole('button', { name: 'Give me my code back' })
    await expect(back).toBeVisible()
    await expect(page.locator('[data-task][data-done="true"]')).toHaveCount(tasks.length)
    await expect(page.getByRole('region', { name: 'Lesson complete' })).toBeAttached()
    await back.click()
    await expect(walkthrough(page)).toHaveCount(0)
  })
}
