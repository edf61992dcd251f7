import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ExchangesReply } from '../../protocol/api'
import { RunReply, Workspace } from '../../protocol/workspace'
import { findPrograms } from '../isolation/bubblewrap/programs'
import { bundleServer, ServerProcess } from './server-process.fixture'

const ROOT = join(import.meta.dirname, '../..')
const BUILD = join(ROOT, '.build')
const name = `learners-${String(process.pid)}`
const KINDS =
  process.platform === 'linux' && typeof findPrograms() !== 'string'
    ? ['child-process', 'bubblewrap']
    : ['child-process']

let bundle = ''
beforeAll(async () => {
  bundle = await bundleServer(name)
})
afterAll(() => {
  rmSync(join(BUILD, name), { recursive: true, force: true })
})

const SESSION = `session({ secret: 'cat', resave: false, saveUninitialized: true })`

/** The data lies inside this project, as with `npm start`. */
describe.each(KINDS)('through the control API with %s', (kind) => {
  let server: ServerProcess
  let data = ''
  beforeAll(async () => {
    mkdirSync(BUILD, { recursive: true })
    data = mkdtempSync(join(BUILD, 'data-'))
    server = new ServerProcess(bundle, data)
    await server.start(kind)
  })
  afterAll(async () => {
    await server.end('SIGTERM')
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  })

  /** Runs an app and asks it once. */
  async function answerOf(files: Record<string, string>, url = '/') {
    const { id } = Workspace.parse(await server.ask('POST', '/api/workspaces', { files }))
    const path = `/api/workspaces/${id}`
    const run = RunReply.parse(await server.ask('POST', `${path}/run`, {}))
    const sent = await server.ask('POST', `${path}/browsers/alice/requests`, { url })
    const store = await server.ask('GET', `${path}/store`)
    const trace = await server.ask('GET', `${path}/trace?format=json`)
    await server.ask('DELETE', path)
    const [exchange] = ExchangesReply.parse(sent).exchanges
    return {
      run,
      exchange,
      text: exchange?.response?.body.text,
      all: JSON.stringify([run, sent, store, trace]),
    }
  }

  it.each([
    [
      'CommonJS',
      {
        'app.js': `const app = require('express')(); app.get('/', (q, s) => s.send('hello')); app.listen(3000)`,
      },
    ],
    [
      'an ES module by its syntax',
      {
        'app.js': `import express from 'express'; const app = express(); app.get('/', (q, s) => { s.send('hello') }); app.listen(3000)`,
      },
    ],
    [
      'an ES module by its package.json',
      {
        'package.json': '{ "type": "module" }',
        'app.js': `import express from 'express'; express().get('/', (q, s) => { s.send('hello') }).listen(3000)`,
      },
    ],
    [
      'a package.json without a type',
      {
        'package.json': '{ "name": "shop" }',
        'app.js': `require('express')().get('/', (q, s) => { s.send('hello') }).listen(3000)`,
      },
    ],
    [
      'an app that asks itself with fetch',
      {
        'app.js': `const app = require('express')()
          app.get('/api', (q, s) => s.json({ text: 'hello' }))
          app.get('/', async (q, s) => s.send((await (await fetch('http://localhost:3000/api')).json()).text))
          app.listen(3000)`,
      },
    ],
    [
      'an app that asks itself with http.get',
      {
        'app.js': `const http = require('http'), app = require('express')()
          app.get('/api', (q, s) => s.send('hello'))
          app.get('/', (q, s) => http.get('http://127.0.0.1:3000/api', (answer) => answer.pipe(s)))
          app.listen(3000)`,
      },
    ],
    [
      'an app on https',
      {
        'app.js': `const app = require('express')()
          app.get('/', (q, s) => s.send(q.secure ? 'hello' : 'not secure'))
          require('https').createServer({}, app).listen(3000)`,
      },
    ],
    [
      'an app that reads its standard input',
      {
        'app.js': `const ended = new Promise((done) => process.stdin.on('end', done).resume())
          require('http').createServer(async (q, s) => { await ended; s.end('hello') }).listen(3000)`,
      },
    ],
    [
      'an app with two worker threads',
      {
        'app.js': `const { Worker } = require('worker_threads')
          const ask = () => new Promise((done) => new Worker("require('worker_threads').parentPort.postMessage(1)", { eval: true }).once('message', done))
          const all = Promise.all([ask(), ask()])
          require('express')().get('/', async (q, s) => s.send((await all).length === 2 ? 'hello' : '')).listen(3000)`,
      },
    ],
  ])('%s answers', async (_what, files: Record<string, string>) => {
    const { run, text, all } = await answerOf(files)
    expect(run.error).toBeUndefined()
    expect(text).toBe('hello')
    expect(all).not.toMatch(/TYPELESS|Reparsing/)
  })

  it('NODE_ENV set in the code warns of MemoryStore as at home', async () => {
    const source = `process.env.NODE_ENV = 'production'
      const app = require('express')(), session = require('express-session')
      app.use(${SESSION}); app.get('/', (q, s) => s.send(q.app.get('env'))); app.listen(3000)`
    const { text, all } = await answerOf({ 'app.js': source })
    expect(text).toBe('production')
    expect(all).toContain('connect.session() MemoryStore is not')
    const silent = await answerOf({ 'app.js': source.replace('production', 'test') })
    expect(silent.all).not.toContain('MemoryStore is not')
  })

  it('no path of this machine is in any answer or in the trace', async () => {
    const leak = `console.log(__dirname, __filename, process.cwd(), process.execPath, process.argv.join(' '))
      console.error(new Error('here').stack); console.log(require.resolve('express'), require('url').pathToFileURL(__filename).href)
      require('http').createServer((q, s) => s.end(__filename + new Error('there').stack)).listen(3000)`
    const answers = [
      await answerOf({ 'app.js': leak }),
      await answerOf({ 'app.js': `${leak}\nthrow new Error(__filename)` }),
      await answerOf({ 'app.js': `${leak}\nthis is no JavaScript` }),
      await answerOf({ 'app.js': `import 'express'; import './missing.js'` }),
      await answerOf({ 'app.js': `require('./missing')` }),
    ]
    const known = [data, ROOT, homedir(), process.execPath, 'boxes/'].filter((path) => path.length > 1)
    for (const { all } of answers) {
      for (const path of known) expect(all).not.toContain(path)
    }
    const lines = z.array(z.object({ file: z.string().nullable() }).loose())
    const trace = z.object({ events: z.array(z.object({ type: z.string() }).loose()) })
    const last: unknown = z
      .array(z.unknown())
      .parse(JSON.parse(answers[0]?.all ?? ''))
      .at(-1)
    const console = trace.parse(last).events.filter(({ type }) => type === 'console')
    expect(lines.parse(console).map(({ file }) => file)).toContain('app.js')
  })
})
