import type { Page } from '@playwright/test'
import { listLessons } from '../lessons/kit/load-lesson'
import { lessonModule } from '../lessons/lesson-module'
import { expect, test } from './fixtures/promise'

const walkthrough = (page: Page) => page.getByRole('region', { name: 'Walkthrough' })

/** Plays the walkthrough step by step; after each, the place it speaks of is on the screen. */
async function playToTheEnd(page: Page, slug: string): Promise<void> {
  const { walkthrough: steps } = await lessonModule(slug)
  await page.getByRole('button', { name: 'Show me' }).click()
  const bar = walkthrough(page)
  const step = bar.getByRole('button', { name: 'Step', exact: true })
  await bar.getByRole('button', { name: 'Pause' }).click()
  for (const [index, { at }] of steps.entries()) {
    if (index > 0) await step.click()
    if (index < steps.length - 1) await expect(step).toBeEnabled({ timeout: 10_000 })
    await expect(bar.getByRole('alert')).toHaveCount(0)
    if (at) await expect(page.locator(`[data-place~="${at}"]:visible`).first()).toBeVisible()
  }
}

for (const { slug, meta } of listLessons()) {
  test(`the walkthrough of “${meta.title}” does every task and gives the code back`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(`/lessons/${slug}`)
    const { tasks } = await lessonModule(slug)
    await expect(page.locator('[data-task]')).toHaveCount(tasks.length)
    await expect(page.getByRole('button', { name: 'Show me' })).toBeEnabled({ timeout: 20_000 })
    await playToTheEnd(page, slug)

    const back = walkthrough(page).getByRole('button', { name: 'Give me my code back' })
    await expect(back).toBeVisible({ timeout: 10_000 })
    await expect(page.locator('[data-task][data-done="true"]')).toHaveCount(tasks.length)
    await expect(page.getByRole('region', { name: 'Lesson complete' })).toBeAttached()
    await back.click()
    await expect(walkthrough(page)).toHaveCount(0)
  })
}
