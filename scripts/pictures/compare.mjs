const LONGEST_MS = 240_000

/** Lets the lesson in front measure its table of storages, and shows it: large where there is room, else in the text. */
export async function compareOnPage(page) {
  const tab = page.getByRole('tab', { name: 'Lesson', exact: true })
  if (await tab.isVisible()) await tab.click()
  const comparison = page.getByRole('region', { name: 'Comparison of all storages' })
  await comparison.scrollIntoViewIfNeeded()
  await comparison.getByRole('button', { name: /^Measure all/ }).click()
  await comparison.getByRole('button', { name: 'Measure again' }).waitFor({ timeout: LONGEST_MS })
  const large = comparison.getByRole('button', { name: 'Large' })
  if (await large.isVisible()) await large.click()
  else await comparison.evaluate((section) => section.scrollIntoView({ block: 'start' }))
}
