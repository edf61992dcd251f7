import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './addresses.mjs'

const IGNORED = new Set(['node_modules', '.next', '.build', '.data'])

/** What each built thing is made from; a change in any of it means a new build. */
export const SOURCES = {
  server: ['sandbox-server', 'protocol', 'scripts/build-server.mjs', 'package-lock.json'],
  site: [
    'app',
    'components',
    'lessons',
    'protocol',
    'public',
    'proxy.ts',
    'mdx-components.tsx',
    'next.config.js',
    'postcss.config.mjs',
    'tsconfig.json',
    'package-lock.json',
    'scripts/start/csp-hashes.mjs',
  ],
}

/** One hash over names and contents of files and folders; tests are not part of what is built. */
export async function hashOf(paths) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0])
  for (const path of paths) await add(hash, path)
  return hash.digest('hex')
}

async function add(hash, path) {
  const full = join(root, path)
  const content = await readFile(full).catch((error) => error.code)
  if (content === 'EISDIR') return addFolder(hash, path)
  if (typeof content !== 'string') hash.update(`${path}\0${content.length}\0`).update(content)
}

async function addFolder(hash, path) {
  const names = (await readdir(join(root, path))).sort()
  for (const name of names) {
    if (!IGNORED.has(name) && !/\.test\.tsx?$/.test(name)) await add(hash, `${path}/${name}`)
  }
}
