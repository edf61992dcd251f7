import { counter } from './fixtures/apps'
import { Cards } from './fixtures/cards'
import { openLabWith } from './fixtures/lab-page'
import { expect, test } from './fixtures/promise'
import { storeApp } from './fixtures/stores'

test('the buttons of the server keep the focus of whoever presses them', async ({ page }) => {
  const { server } = new Cards(page)
  await openLabWith(page, counter())
  const first = server.getByRole('button').first()
  const crash = server.getByRole('button', { name: 'Crash' })
  await expect(first).toBeEnabled()
  await first.press('Enter')
  await expect(first).toHaveText('Restart')
  await expect(first).toBeEnabled()
  await expect(first).toBeFocused()
  await first.press('Enter')
  await expect(first).toBeEnabled()
  await expect(first).toBeFocused()

  await expect(first).toHaveText('Restart')
  await expect(crash).toBeEnabled()
  await crash.press('Enter')
  await expect(first).toHaveText('Run')
  await expect(crash).toBeDisabled()
  await expect(crash).toBeFocused()
  await expect(server.getByRole('button', { name: 'Stop' })).toBeDisabled()
})

test('so do those of a store server', async ({ page, lesson }) => {
  const { store } = new Cards(page)
  await openLabWith(page, storeApp('redis'))
  await lesson.run()
  const stop = store.getByRole('button', { name: 'Stop Redis' })
  await stop.press('Enter')
  const start = store.getByRole('button', { name: 'Start Redis' })
  await expect(start).toBeEnabled()
  await expect(stop).toBeFocused()
  await start.press('Enter')
  const restart = store.getByRole('button', { name: 'Restart Redis' })
  await expect(restart).toBeEnabled()
  await expect(restart).toBeFocused()
})

test('Escape and Save in a record give the focus back to Edit', async ({ page, lesson }) => {
  const cards = new Cards(page)
  await openLabWith(page, counter())
  await lesson.run()
  await lesson.send('/')
  const edit = cards.store.getByRole('button', { name: 'Edit', exact: true })
  const text = cards.store.getByLabel('The record as JSON')
  await edit.press('Enter')
  await expect(text).toBeFocused()
  await text.press('Escape')
  await expect(edit).toBeFocused()
  await edit.press('Enter')
  await text.fill((await text.inputValue()).replace('"views": 1', '"views": 41'))
  await text.press('Control+Enter')
  await expect(edit).toBeFocused()
  await expect(cards.store).toContainText('41')
})

test('a guess is kept aloud, and the focus stays at it', async ({ lesson }) => {
  await lesson.openLesson('01-first-session')
  const task = lesson.task(3)
  await task.getByRole('radio').first().check()
  const keep = task.getByRole('button', { name: 'That is my guess' })
  await keep.press('Enter')
  await expect(task.getByRole('status').filter({ hasText: 'Kept. Now do the task and see.' })).toBeVisible()
  await expect(keep).toBeFocused()
})
