import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, openHarness, type Harness } from './runner.harness'

const COUNTER = `
const express = require('express')
const session = require('express-session')
const app = express()
app.use(session({ secret: 'keyboard', resave: false, saveUninitialized: false }))
app.get('/', (req, res) => {
  req.session.views = (req.session.views || 0) + 1
  res.send('views ' + req.session.views)
})
app.listen(3000)
`
const HELLO = `require('http').createServer((q, s) => s.end('hello')).listen(process.env.PORT)`

/** What every runner promises, whatever it is made of. */
export function runnerContract(kind: 'bubblewrap' | 'child-process'): void {
  let lab: Harness
  beforeAll(async () => {
    lab = await openHarness(kind)
  })
  afterAll(async () => {
    await lab.close()
  })

  describe('runs an app as node would', () => {
    it('answers over connect, with a session cookie, and observes the exchange', async () => {
      const { lease, ask, messages } = await lab.run({ 'app.js': COUNTER })
      expect(lease.fault).toBeNull()
      const answer = await ask()
      expect(answer.text).toBe('views 1')
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^connect\.sid=s%3A/)
      await eventually(() => messages.some((message) => message.type === 'response.finished'))
      const ofExchange = messages.filter((message) => 'exchange' in message && message.exchange === 'x1')
      expect(ofExchange.map((message) => message.type)).toEqual(
        expect.arrayContaining(['request.seen', 'decision']),
      )
      await lease.release('polite')
    })

    it('tells everything, also when many requests rush in and the app then ends at once', async () => {
      const ending = COUNTER.replace('app.listen', `app.get('/end', () => process.exit(3))\napp.listen`)
      const { lease, ask, messages, exits } = await lab.run({ 'app.js': ending })
      await Promise.all(Array.from({ length: 60 }, () => ask()))
      await ask('/end').catch(() => undefined)
      await eventually(() => exits.length > 0)
      // Two ends meet in any order: the store's answer and the answer's last byte.
      const of = (exchange: string): string[] =>
        messages
          .flatMap((said) => ('exchange' in said && said.exchange === exchange ? [said.type] : []))
          .toSorted()
      for (let n = 1; n <= 60; n += 1) expect(of(`x${String(n)}`)).toEqual(of('x1'))
      expect(of('x61')).toEqual(expect.arrayContaining(['request.seen', 'session.cookie', 'session']))
      expect(messages.at(-1)).toMatchObject({ type: 'app.error', fatal: true, fault: { code: 'exit' } })
      await lease.release('kill')
    })

    it('reads a heap’s records and deletes one', async () => {
      const { lease, ask, messages } = await lab.run({ 'app.js': COUNTER })
      await ask()
      lease.instances[0]?.send({ type: 'snapshot', request: 7 })
      const snapshot = () => messages.find((message) => message.type === 'snapshot')
      await eventually(() => snapshot() !== undefined)
      expect(snapshot()).toMatchObject({ request: 7, total: 1, hasMemoryStore: true })
      await lease.release('polite')
    })

    it.each([
      ['CommonJS, several files', { 'app.js': `require('./lib/a')`, 'lib/a.js': HELLO }, 'app.js'],
      [
        'ES module by extension',
        {
          'app.mjs': `import { createServer } from 'node:http'; createServer((q, s) => s.end('hello')).listen()`,
        },
        'app.mjs',
      ],
      [
        'ES module by package.json',
        {
          'package.json': '{"type":"module"}',
          'app.js': `import express from 'express'; express().get('/', (q, s) => s.send('hello')).listen(8080)`,
        },
        'app.js',
      ],
      [
        'ES module by syntax',
        {
          'app.js': `import express from 'express'; import './b.js'; express().get('/', (q, s) => s.send('hello')).listen(0)`,
          'b.js': 'export {}',
        },
        'app.js',
      ],
      [
        'views from files',
        {
          'app.js': `const a = require('express')(); a.set('view engine', 'ejs'); a.get('/', (q, s) => s.render('x', { who: 'hello' })); a.listen()`,
          'views/x.ejs': '<%= who %>',
        },
        'app.js',
      ],
    ])('%s', async (_name, files, entry) => {
      const { lease, ask } = await lab.run({ ...files }, { entry })
      expect(lease.fault).toBeNull()
      expect((await ask()).text).toBe('hello')
      await lease.release('kill')
    })

    it('looks like home from inside', async () => {
      const { lease, ask } = await lab.run({
        'app.js': `const s = require('http').createServer((q, r) => r.end(JSON.stringify({
          main: require.main === module, argv: process.argv.length, entry: process.argv[1].endsWith('/app.js'),
          env: Object.keys(process.env), address: s.address(), from: q.socket.remoteAddress,
          headers: Object.keys(q.headers).concat(q.rawHeaders), cwd: require('path').basename(process.cwd()),
          date: Math.abs(new Date() - Date.now()) < 60000 && new Date() instanceof Date,
        }))).listen('3000')`,
      })
      expect(JSON.parse((await ask()).text)).toEqual({
        main: true,
        argv: 2,
        entry: true,
        env: ['PORT'],
        address: { address: '::', family: 'IPv6', port: 3000 },
        from: '::1',
        headers: ['host', 'connection', 'host', 'localhost:3000', 'Connection', 'close'],
        cwd: 'work',
        date: true,
      })
      await lease.release('kill')
    })

    it('captures what it prints, with the line and the exchange', async () => {
      const { lease, ask, messages } = await lab.run({
        'app.js': `console.log('start')\nrequire('http').createServer((q, s) => {\n  console.error('asked')\n  s.end()\n}).listen()`,
      })
      await ask()
      const lines = () => messages.filter((message) => message.type === 'console')
      await eventually(() => lines().length === 2)
      expect(lines()).toMatchObject([
        { text: 'start', stream: 'stdout', file: 'app.js', line: 1, exchange: null },
        { text: 'asked', stream: 'stderr', file: 'app.js', line: 3, exchange: 'x1' },
      ])
      await lease.release('kill')
    })

    it('moves the clock and the timers that fall due', async () => {
      const { lease, ask } = await lab.run({
        'app.js': `let reaped = 0, cleared = 0; const began = Date.now()
          setInterval(() => reaped++, 3600e3); clearTimeout(setTimeout(() => cleared++, 1000))
          require('http').createServer((q, s) => s.end(JSON.stringify([Math.round((Date.now() - began) / 3600e3), reaped, cleared]))).listen()`,
      })
      lease.instances[0]?.send({ type: 'clock', clockOffsetMs: 2 * 3600e3 })
      expect(JSON.parse((await ask()).text)).toEqual([2, 1, 0])
      await lease.release('kill')
    })

    it('runs three instances in one folder', async () => {
      const { lease, ask } = await lab.run({ 'app.js': COUNTER }, { instances: 3 })
      expect(lease.fault).toBeNull()
      const answers = await Promise.all([1, 2, 3].map((instance) => ask('/', instance)))
      expect(answers.map((answer) => answer.text)).toEqual(['views 1', 'views 1', 'views 1'])
      await lease.release('kill')
    })
  })

  describe.concurrent('says how it failed', () => {
    it.each([
      [
        'a syntax error',
        `const a = 1\nconst b = ;`,
        { code: 'syntax_error', file: 'app.js', line: 2, column: 11 },
      ],
      [
        'a throw',
        `\n  throw new Error('top')`,
        { code: 'uncaught', message: 'Error: top', line: 2, column: 9 },
      ],
      [
        'a throw in a module',
        `import 'fs'\nthrow new TypeError('top')`,
        { code: 'uncaught', message: 'TypeError: top', line: 2 },
      ],
      [
        'a rejection',
        `Promise.reject(new Error('lost'))`,
        { code: 'unhandled_rejection', message: 'Error: lost', line: 1 },
      ],
      [
        'an error of its server that it does not handle',
        `const s = require('http').createServer().listen(3000, () => s.emit('error', new Error('odd')))`,
        { code: 'uncaught', message: 'Error: odd' },
      ],
      ['an exit', `\nprocess.exit(3)`, { code: 'exit', message: 'The app called process.exit(3).', line: 2 }],
      [
        'an end',
        `console.log('done')`,
        { code: 'exit', hint: expect.stringContaining('app.listen') as unknown },
      ],
      [
        'a missing module',
        `require('lodash')`,
        { code: 'module_not_found', line: 1, hint: expect.stringContaining('express-session') as unknown },
      ],
      [
        'a missing file',
        `import x from './x.js'`,
        { code: 'module_not_found', line: 1, hint: expect.stringContaining('x.js') as unknown },
      ],
      [
        'a port taken',
        `const h = require('http'); h.createServer().listen(3000); h.createServer().listen(3000)`,
        { code: 'uncaught', message: expect.stringContaining('EADDRINUSE') as unknown },
      ],
    ])('%s', async (_name, source, expected) => {
      const { lease, exits } = await lab.run({ 'app.js': source })
      if (lease.fault) expect(lease.fault).toMatchObject(expected)
      await eventually(() => exits.length > 0)
      expect(exits[0]).toMatchObject(expected)
      expect(JSON.stringify(exits)).not.toContain('preload')
      await lease.release('polite')
    })

    it('a killed process', async () => {
      const { lease, exits } = await lab.run({ 'app.js': `${HELLO}; process.kill(process.pid, 'SIGKILL')` })
      await eventually(() => exits.length === 1)
      expect(exits[0]?.code).toBe('killed')
      expect(lease.instances[0]?.alive()).toBe(false)
      await lease.release('polite')
    })

    it('never listening', async () => {
      const { lease } = await lab.run({ 'app.js': `setInterval(() => {}, 1000)` })
      expect(lease.fault).toMatchObject({
        code: 'not_listening',
        hint: expect.stringContaining('listen') as unknown,
      })
      await lease.release('polite')
    })
  })

  describe.concurrent('stops what runs away, and names the limit', () => {
    it.each([
      ['an endless loop', `for (;;);`, 'busy for more than 4 seconds'],
      [
        'an endless loop beside forged signs of life',
        `const forge = \`setInterval(() => { try { require('fs').writeSync(3, '{"type":"pong","request":0}\\\\n') } catch {} }, 50)\`
         const w = new (require('worker_threads').Worker)(forge, { eval: true }); w.once('online', () => { for (;;); })`,
        'busy for more than 4 seconds',
      ],
      [
        'a flood of signs of life',
        `setInterval(() => { try { require('fs').writeSync(3, '{"type":"pong","request":0}\\n'.repeat(1000)) } catch {} }, 1)`,
        'printed more than 512 KB per second',
      ],
      [
        'a heap bomb',
        `const a = []; setInterval(() => { for (let i = 0; i < 1e5; i++) a.push({ i }) }, 1)`,
        'more than 96 MB of memory',
      ],
      [
        'a buffer bomb',
        `const a = []; setInterval(() => a.push(Buffer.alloc(2e7, 1)), 20)`,
        'more than 96 MB of memory',
      ],
      [
        'an output flood',
        `setInterval(() => { for (let i = 0; i < 1000; i++) console.log('x'.repeat(1000)) }, 1)`,
        'printed more than 512 KB per second',
      ],
      [
        'a raw output flood',
        `const fs = require('fs'); setInterval(() => { for (let i = 0; i < 1000; i++) { try { fs.writeSync(1, 'x'.repeat(1000)) } catch {} } }, 1)`,
        'printed more than 512 KB per second',
      ],
      [
        'noise on the channel',
        `const fs = require('fs'); setInterval(() => { for (let i = 0; i < 1000; i++) { try { fs.writeSync(3, 'x'.repeat(1000)) } catch {} } }, 1)`,
        'printed more than 512 KB per second',
      ],
      [
        'a disk fill',
        `const fs = require('fs'); let i = 0; setInterval(() => fs.writeFileSync('f' + i++, Buffer.alloc(7e6, 1)), 5)`,
        'grew beyond 32 MB',
      ],
      [
        'a flood of files',
        `const fs = require('fs'); let i = 0; setInterval(() => { for (let k = 0; k < 300; k++) fs.writeFileSync('f' + i++, '') }, 10)`,
        'more than 4000 files',
      ],
      [
        'a fork bomb',
        `if (process.argv[2] !== 'x') require('http').createServer().listen(); const { spawn } = require('child_process'); setInterval(() => spawn(process.execPath, [__filename, 'x'], { stdio: 'ignore' }).on('error', () => {}), 50)`,
        'too many processes',
      ],
    ])('%s', async (_name, source, words) => {
      const { lease, exits, folder } = await lab.run({ 'app.js': source })
      await eventually(() => exits.length === 1, 90_000)
      expect(exits[0]).toMatchObject({ code: 'limit', hint: expect.stringContaining(words) as unknown })
      await lease.release('kill')
      expect(readdirSync(folder)).toEqual(['app.js'])
    })

    it('refuses one file that is too large, and too many open files, without ending the app', async () => {
      const { lease, ask } = await lab.run({
        'app.js': `const fs = require('fs')
          require('http').createServer((q, s) => { try { const held = []; if (q.url === '/open') for (;;) held.push(fs.openSync('app.js')); process.on('SIGXFSZ', () => {}); fs.writeFileSync('big', Buffer.alloc(20e6)); s.end('written') } catch (e) { s.end(e.code) } }).listen()`,
      })
      expect((await ask('/open')).text).toBe('EMFILE')
      await lease.release('kill')
    })

    it('lets a busy app live that still answers, and neighbours do not notice a loop', async () => {
      const loop = await lab.run({ 'app.js': `${HELLO}; setTimeout(() => { for (;;); }, 50)` })
      const busy = await lab.run({
        'app.js': `require('http').createServer((q, s) => s.end('fine')).listen(); (function work() { const end = Date.now() + 40; while (Date.now() < end); setImmediate(work) })()`,
      })
      const began = performance.now()
      while (performance.now() - began < 5500) expect((await busy.ask()).text).toBe('fine')
      expect(busy.exits).toEqual([])
      await eventually(() => loop.exits.length === 1, 90_000)
      expect(loop.exits[0]?.code).toBe('limit')
      await Promise.all([loop.lease.release('kill'), busy.lease.release('kill')])
    })
  })

  describe('keeps the folder and leaves nothing behind', () => {
    it('moves the folder in and back, with what the app wrote', async () => {
      const source = `require('fs').appendFileSync('log.txt', 'ran\\n'); ${HELLO}`
      const { lease, folder } = await lab.run({ 'app.js': source })
      expect(readFileSync(join(lease.folder, 'log.txt'), 'utf8')).toBe('ran\n')
      await lease.release('polite')
      const again = await lab.run({}, { folder })
      await again.lease.release('kill')
      expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('ran\nran\n')
      await eventually(() => !existsSync(lease.folder))
    })

    it('ends politely: the app hears SIGTERM', async () => {
      const source = `process.on('SIGTERM', () => { require('fs').writeFileSync('bye', ''); process.exit() }); ${HELLO}`
      const { lease, folder } = await lab.run({ 'app.js': source })
      await lease.release('polite')
      expect(existsSync(join(folder, 'bye'))).toBe(true)
    })

    it('does not connect to what is not the app’s own socket', async () => {
      const { lease, ask } = await lab.run({ 'app.js': HELLO })
      const socket = readdirSync(join(lease.folder, '../run')).find((name) => name.endsWith('.sock')) ?? ''
      const path = join(lease.folder, '../run', socket)
      const { renameSync, symlinkSync } = await import('node:fs')
      renameSync(path, `${path}-away`)
      symlinkSync(`${path}-away`, path)
      await expect(ask()).rejects.toThrow()
      writeFileSync(`${path}-file`, '')
      await lease.release('kill')
    })

    it('keeps sandboxes waiting with modules that were asked for before, and others plain', async () => {
      const source = `const early = Object.keys(require.cache).some((path) => path.includes('/ejs/'))
        require('http').createServer((q, s) => s.end(String(early))).listen()`
      const first = await lab.run({ 'app.js': source }, { modules: ['ejs'] })
      expect((await first.ask()).text, 'nobody had asked yet').toBe('false')
      // While an app runs, new ones are made only with what time is left, which may be none on a busy machine.
      await first.lease.release('kill')
      const answers: string[] = []
      await eventually(async () => {
        // It loads them in a quiet moment, and starts are none: each look leaves it more time than the one before.
        await new Promise((later) => setTimeout(later, 1000 * (answers.length + 1)))
        const next = await lab.run({ 'app.js': source }, { modules: ['ejs'] })
        answers.push((await next.ask()).text)
        await next.lease.release('kill')
        return answers.at(-1) === 'true'
      }, 150_000)
    })

    it('counts what is alive', async () => {
      await lab.releaseAll()
      const isAtRest = (): boolean => lab.runner.stats().alive === 3 && lab.runner.stats().warm === 3
      await eventually(isAtRest, 100_000)
      expect(lab.runner.stats()).toEqual({ alive: 3, warm: 3, cap: 24 })
      expect(readdirSync(lab.boxes)).toHaveLength(3)
    })
  })
}
