import { execFile } from 'node:child_process'
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Observation } from '../../../../protocol/observation'

const run = promisify(execFile)
const modules = path.resolve(import.meta.dirname, '../../../runtime/node_modules')
let folder = ''

beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'kinds-')))
  await symlink(modules, path.join(folder, 'node_modules'))
  await build({
    entryPoints: [path.join(import.meta.dirname, 'install.fixture.ts')],
    outfile: path.join(folder, 'install.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
})
afterAll(() => rm(folder, { recursive: true }))

const APP = `
const app = express()
app.use(session({ secret: 'cat', resave: false, saveUninitialized: false, store: new (FileStore(session))({ path: './kept', retries: 0, reapInterval: -1 }) }))
app.get('/', (req, res) => { req.session.views = 1; res.send('ok') })
const server = app.listen(0, async () => {
  await fetch('http://127.0.0.1:' + server.address().port)
  process.exit()
})`

const HEADS = {
  'app.cjs': `const express = require('express'), session = require('express-session'), FileStore = require('session-file-store')`,
  'app.mjs': `import express from 'express'; import session from 'express-session'; import FileStore from 'session-file-store'`,
  'named.mjs': `import express from 'express'; import session, { Store, MemoryStore } from 'express-session'; import FileStore from 'session-file-store'`,
  'dynamic.mjs': `const { default: express } = await import('express'); const { default: session } = await import('express-session'); const { default: FileStore } = await import('session-file-store')`,
}

describe('an app of every kind is observed', () => {
  it.each(Object.entries(HEADS))('%s', async (name, head) => {
    await writeFile(path.join(folder, name), `${head}\n${APP}`)
    const { stdout } = await run(process.execPath, ['--require', './install.cjs', name], { cwd: folder })
    const seen = stdout
      .trim()
      .split('\n')
      .map((line) => Observation.parse(JSON.parse(line)))
    const decisions = seen.flatMap((one) =>
      one.type === 'decision' && one.taken ? [`${one.kind} ${one.reason}`] : [],
    )
    expect(decisions).toEqual(['generate no-cookie', 'save modified', 'set-cookie new-and-modified'])
    expect(seen.find(({ type }) => type === 'store.made')).toMatchObject({
      store: 'FileStore',
      recognised: true,
      options: { path: 'kept', fileExtension: '.json', ttl: 3600, sealed: false, secret: 'cat', resave: false },
    })
  })
})
