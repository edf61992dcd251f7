import { readdirSync } from 'node:fs'
import { expect, test } from './fixtures/promise'

const lessons = readdirSync('lessons').filter((name) => /^\d+-/.test(name))

for (const slug of lessons) {
  test(`the walkthrough of ${slug} runs to its end and ticks every task`, async ({ page, lesson }) => {
    test.setTimeout(120_000)
    await lesson.openLesson(slug)
    await page.getByRole('button', { name: 'Show me' }).click()
    const guide = page.getByRole('region', { name: 'Walkthrough' })
    await expect(guide).toBeVisible()
    const step = guide.getByRole('button', { name: 'Step', exact: true })
    await expect(async () => {
      if (await step.isEnabled({ timeout: 100 }).catch(() => false)) await step.click({ timeout: 500 })
      await expect(page.locator('[data-walkthrough="done"]')).toBeVisible({ timeout: 150 })
    }).toPass({ timeout: 90_000, intervals: [50] })
    const open = page.locator('[data-task][data-done="false"]')
    await expect(open).toHaveCount(0, { timeout: 15_000 })
  })
}
