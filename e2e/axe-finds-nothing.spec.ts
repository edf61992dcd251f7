import { readdirSync } from 'node:fs'
import { violationsOn } from './fixtures/accessibility'
import { expect, test } from './fixtures/promise'

const lessons = readdirSync('lessons').filter((name) => /^\d+-/.test(name))

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the home page', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await violationsOn(page)).toEqual([])
    })

    for (const slug of lessons) {
      test(`axe finds nothing on ${slug}, before and after a request`, async ({ page, lesson }) => {
        await lesson.openLesson(slug)
        expect(await violationsOn(page)).toEqual([])
        await lesson.run()
        await lesson.send('/')
        await expect(page.getByText(/1 request/).first()).toBeVisible()
        expect(await violationsOn(page)).toEqual([])
      })
    }
  })
}
