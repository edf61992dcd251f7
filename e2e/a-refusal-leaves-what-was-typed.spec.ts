import { counter } from './fixtures/apps'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'

test('a browser that is refused is not taken for added: its name stays to be changed', async ({ page }) => {
  const { browsers } = new Cards(page)
  await openLabWith(page, counter())
  await page.route('**/browsers', (route) =>
    route.fulfill({
      status: 409,
      json: { error: { code: 'too_many_browsers', message: 'The lab is full of browsers. Remove one first.' } },
    }),
  )
  await browsers.getByRole('button', { name: 'Add a browser' }).click()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('The lab is full of browsers.')).toBeVisible()
  await expect(page.getByLabel('Name of the new browser')).toHaveValue('mallory')

  await page.unroute('**/browsers')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(browsers.getByRole('tab', { name: 'Mallory' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByLabel('Name of the new browser')).toBeHidden()
})
