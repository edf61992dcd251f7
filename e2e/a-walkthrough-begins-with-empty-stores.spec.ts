import type { Page } from '@playwright/test'
import { QueryReply, WorkspacesReply } from '../protocol/api'
import { expect, test } from './fixtures/promise'

/** What the database of the page's workspace answers. */
async function ask(page: Page, workspace: string, sql: string): Promise<(string | null)[][]> {
  const answer = await page.request.post(`/api/workspaces/${workspace}/engines/postgres/query`, {
    data: { sql },
  })
  return QueryReply.parse(await answer.json()).rows
}

test('a walkthrough asks before it empties the stores, and then begins without an earlier table', async ({
  page,
  lesson,
}) => {
  await lesson.openLesson('07-database')
  const list = WorkspacesReply.parse(await (await page.request.get('/api/workspaces')).json())
  const id = list.workspaces[0]?.id ?? ''
  const made = await page.request.post(`/api/workspaces/${id}/engines/postgres/table`, { data: {} })
  expect(made.status()).toBe(200)
  const there = () => ask(page, id, "select to_regclass('public.session')")
  expect(await there()).toEqual([['session']])

  // The page knows of the table once it has come to the card.
  await expect(page.getByRole('region', { name: 'Store' })).toContainText('PostgreSQL')
  const show = page.getByRole('button', { name: 'Show me' })
  const dialog = page.getByRole('dialog', { name: 'Begin with empty stores?' })
  await show.click()
  await expect(dialog).toContainText('PostgreSQL')
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(show).toBeFocused()
  expect(await there()).toEqual([['session']])

  await show.click()
  await dialog.getByRole('button', { name: 'Empty and play' }).click()
  const walkthrough = page.getByRole('region', { name: 'Walkthrough' })
  // Later the walkthrough makes a table of its own.
  await walkthrough.getByRole('button', { name: 'Pause' }).click()
  await expect.poll(there).toEqual([[null]])
})
