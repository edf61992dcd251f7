import { counter } from './fixtures/apps'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'

test('where a page came over plain http and has no clipboard, copying works all the same', async ({
  page,
  lesson,
}) => {
  // As it is on any host but localhost.
  await page.addInitScript(() => {
    Object.defineProperty(window, 'isSecureContext', { value: false })
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
  })
  const { timeline } = new Cards(page)
  await openLabWith(page, counter())
  await lesson.run()
  await lesson.send('/')
  await timeline.getByRole('tab', { name: 'Raw request' }).click()
  const copy = timeline.getByRole('button', { name: 'Copy as curl' })
  // It says so for a moment only.
  const said = await copy.evaluateHandle((button) => {
    const seen = { copied: false, hasFocus: false }
    new MutationObserver(() => {
      if (button.textContent !== 'Copied') return
      seen.copied = true
      seen.hasFocus = document.activeElement === button
    }).observe(button, { subtree: true, childList: true, characterData: true })
    return seen
  })
  await copy.click()
  await expect.poll(() => said.jsonValue()).toEqual({ copied: true, hasFocus: true })
  const address = page.getByLabel(/^Address, as/)
  await address.fill('')
  await address.press('Control+v')
  await expect(address).toHaveValue(/^curl /)
})
