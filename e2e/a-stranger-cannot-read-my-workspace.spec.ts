import { request } from '@playwright/test'
import { ROUTES } from '../protocol/routes'
import { Workspace } from '../protocol/workspace'
import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('a stranger cannot read or drive my workspace by any route', async ({ learner, site }) => {
  const { id } = await learner.runApp(counter())
  const http = await request.newContext({ baseURL: site.url })
  await http.post('/api/workspaces', { data: { files: counter() } })
  for (const route of Object.values(ROUTES).filter(({ path }) => path.includes(':id'))) {
    const path = addressOf(route.path).replace(':id', id)
    const answer = await http.fetch(path, {
      method: route.method,
      ...(route.method === 'GET' ? {} : { data: validBodyFor(path) }),
    })
    expect(answer.status(), `${route.method} ${path}`).toBe(404)
  }
  await http.dispose()
  expect(await learner.read('alice', '/')).toBe('views 1')
})

test('a stranger’s list does not name my workspace', async ({ learner, site }) => {
  const { id } = await learner.runApp(counter())
  const http = await request.newContext({ baseURL: site.url })
  const own = Workspace.parse(await (await http.post('/api/workspaces', { data: { files: counter() } })).json())
  const answer = await http.get('/api/workspaces')
  expect(answer.status()).toBe(200)
  const list = await answer.text()
  expect(list).toContain(own.id)
  expect(list).not.toContain(id)
  await http.dispose()
})

/** With parameters that would be accepted from the owner. */
function addressOf(path: string): string {
  const filled = path.replace(':name', 'alice').replace(':kind', 'redis')
  return filled.endsWith('/records') ? `${filled}?kind=memory&engine=heap` : filled
}

/** A body that would be accepted from the owner, so that only ownership can refuse it. */
function validBodyFor(path: string): unknown {
  if (path.endsWith('/files')) return { files: counter() }
  if (path.endsWith('/requests')) return { method: 'GET', url: '/' }
  if (path.endsWith('/browsers')) return { name: 'eve' }
  if (path.endsWith('/clock')) return { advanceMs: 1000 }
  if (path.endsWith('/store')) return { kind: 'memory', sid: 'x', data: {} }
  if (path.endsWith('/engines/redis')) return { latencyMs: 0 }
  if (path.endsWith('/query')) return { sql: 'select 1' }
  return {}
}
