import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { instrument } from '../known-source'
import { CLIENT_SESSIONS_SOURCE } from './client-sessions-source'
import { COOKIE_SESSION_SOURCE } from './cookie-session-source'
import { IRON_SESSION_CJS, IRON_SESSION_ESM } from './iron-session-source'
import { KEYGRIP_SOURCES } from './keygrip-source'

const modules = new URL('../../../runtime/node_modules/', import.meta.url)

describe('the sources of the runtime are known, and keep their lines', () => {
  it.each([
    ['cookie-session/index.js', [COOKIE_SESSION_SOURCE]],
    ['cookie-session/node_modules/keygrip/index.js', KEYGRIP_SOURCES],
    ['keygrip/index.js', KEYGRIP_SOURCES],
    ['client-sessions/lib/client-sessions.js', [CLIENT_SESSIONS_SOURCE]],
    ['iron-session/dist/index.cjs', [IRON_SESSION_CJS]],
    ['iron-session/dist/index.js', [IRON_SESSION_ESM]],
  ])('%s', (file, sources) => {
    const source = readFileSync(new URL(file, modules), 'utf8')
    const found = sources.flatMap((known) => instrument(source, known) ?? [])
    expect(found).toHaveLength(1)
    const [text = ''] = found
    expect(text.split('\n')).toHaveLength(source.split('\n').length)
    const script = file.endsWith('dist/index.js') ? text.replace(/^(import|export) .*$/gm, '') : text
    expect(() => new Script(`(function () {${script.replace(/^import .*?;/gm, '')}\n})`)).not.toThrow()
    for (const known of sources) expect(instrument(`${source} `, known)).toBeNull()
  })
})
