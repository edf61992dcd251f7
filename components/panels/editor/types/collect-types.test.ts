import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { collectTypes } from './collect-types'

const types = collectTypes({ site: 'node_modules', runtime: 'sandbox-server/runtime/node_modules' })

it.each([
  '@types/express-session/index.d.ts',
  '@types/pg/index.d.ts',
  '@types/connect-pg-simple/index.d.ts',
  '@types/cookie-session/index.d.ts',
  '@types/passport/index.d.ts',
])('knows %s', (path) => {
  expect(types[path]).toMatch(/declare|export/)
})

it('stays small: it is fetched by everybody who opens the editor', () => {
  expect(gzipSync(JSON.stringify(types)).length).toBeLessThan(400 * 1024)
})
