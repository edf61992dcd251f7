import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../start/addresses.mjs'

/**
 * Brings a lesson's stage to life through the control API, as the page's own learner: the solution is put in and
 * run, Alice visits twice and Bob once. The page sees it all arrive in its trace.
 */
export async function playOnPage(page, origin, slug) {
  const call = callerOf(page, origin)
  const id = await workspaceOf(call, page, slug)
  const files = { ...(await filesIn(slug, 'starter')), ...(await filesIn(slug, 'solution')) }
  await call('PUT', `/${id}/files`, { files })
  await call('POST', `/${id}/run`, {})
  const url = await firstUrlOf(slug)
  for (const browser of ['alice', 'alice', 'bob', 'alice']) {
    await call('POST', `/${id}/browsers/${browser}/requests`, { method: 'GET', url })
  }
  // The editor still holds the starter as its own draft; without it the page takes up the server's files.
  await page.evaluate(() => localStorage.clear())
  await page.reload()
}

function callerOf(page, origin) {
  return async (method, path, data) => {
    const answer = await page.request.fetch(`${origin}/api/workspaces${path}`, {
      method,
      ...(data && { data }),
    })
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`)
    return answer.json()
  }
}

/** The page makes its workspace when it opens; the newest one is the one on screen. */
async function workspaceOf(call, page, slug) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { workspaces } = await call('GET', '').catch(() => ({ workspaces: [] }))
    const mine = workspaces.filter(({ label }) => label === slug)
    const [newest] = (mine.length > 0 ? mine : []).sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    if (newest) return newest.id
    await page.waitForTimeout(100)
  }
  throw new Error(`The page of ${slug} made no workspace.`)
}

/** The address a lesson begins with, from the head of its text. */
async function firstUrlOf(slug) {
  const text = await readFile(join(root, 'lessons', slug, 'lesson.mdx'), 'utf8')
  return /^ {2}firstUrl: '([^']+)',$/m.exec(text)?.[1] ?? '/'
}

async function filesIn(slug, which) {
  const folder = join(root, 'lessons', slug, which)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = {}
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files[path.slice(folder.length + 1)] = await readFile(path, 'utf8')
  }
  return files
}
