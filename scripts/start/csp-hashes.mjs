import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './addresses.mjs'

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

/**
 * Pages are prerendered, so no nonce can be put into them. Their inline scripts are hashed instead, and proxy.ts
 * names the hashes in each page's Content-Security-Policy.
 */
export async function writeScriptHashes() {
  const pages = join(root, '.next/server/app')
  const hashes = {}
  for (const file of await readdir(pages, { recursive: true })) {
    if (file.endsWith('.html')) hashes[routeOf(file)] = hashesOf(await readFile(join(pages, file), 'utf8'))
  }
  await writeFile(join(root, '.build/csp-hashes.json'), JSON.stringify(hashes))
}

function routeOf(file) {
  const path = file.replaceAll('\\', '/').replace(/\.html$/, '')
  return path === 'index' ? '/' : `/${path}`
}

function hashesOf(html) {
  const found = [...html.matchAll(INLINE_SCRIPT)].map(([, text]) => {
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  })
  return [...new Set(found)]
}
