import { lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../protocol/limits'
import type { Door } from './runner'
import { eventually, openHarness, type Harness, type Running } from './runner.harness'

/** Runs the code in the query, with what it comes to as the answer. */
const APP = `
const net = require('net'), fs = require('fs')
const dial = (at) => new Promise((done) => {
  const socket = net.connect(at)
  socket.on('error', (e) => done(e.code)).on('data', (bytes) => { done(bytes.toString()); socket.destroy() })
  socket.on('end', () => done('closed'))
})
const run = process.argv[1].startsWith('/work/') ? '/run/app' : require('path').join(__dirname, '../run')
require('http').createServer(async (q, s) => {
  try { s.end(String(await eval('(async () => (' + decodeURIComponent(q.url.slice(1)) + '))()'))) } catch (e) { s.end('refused ' + e.code) }
}).listen(3000)
`

const greet =
  (word: string) =>
  (connection: Socket): void => {
    connection.end(word)
  }

/** What every runner promises of the doors out of its sandboxes. */
export function doorsContract(kind: 'bubblewrap' | 'child-process'): void {
  let lab: Harness
  beforeAll(async () => {
    lab = await openHarness(kind)
  })
  afterAll(async () => {
    await lab.close()
  })
  const start = (doors: readonly Door[], instances = 1): Promise<Running> =>
    lab.run({ 'app.js': APP }, { doors, instances })
  const say = async ({ ask }: Running, code: string, instance = 1): Promise<string> =>
    (await ask(`/${encodeURIComponent(code)}`, instance)).text

  describe('a door', () => {
    it('leads to what is behind it, from every instance, and only there', async () => {
      const app = await start([{ name: 'redis', accept: greet('in') }], 3)
      for (const instance of [1, 2, 3]) expect(await say(app, 'dial(6379)', instance)).toBe('in')
      expect(await say(app, 'dial(5432)')).toBe('ECONNREFUSED')
      await app.lease.release('kill')
    })

    it('is no other sandbox’s', async () => {
      const first = await start([{ name: 'redis', accept: greet('first') }])
      const second = await start([{ name: 'redis', accept: greet('second') }])
      expect([await say(first, 'dial(6379)'), await say(second, 'dial(6379)')]).toEqual(['first', 'second'])
      await Promise.all([first, second].map(({ lease }) => lease.release('kill')))
    })

    it('is there before the app’s first line, shut when it says so, and gone with the lease', async () => {
      const state = { open: true }
      const early = `require('net').connect(6379).on('data', (b) => { globalThis.early = b.toString() })\n${APP}`
      const earlyWord = `new Promise((done) => { (function look() { globalThis.early ? done(globalThis.early) : setTimeout(look, 10) })() })`
      const redis: Door = { name: 'redis', accept: greet('in'), isOpen: () => state.open }
      const app = await lab.run({ 'app.js': early }, { doors: [redis] })
      expect(await say(app, earlyWord)).toBe('in')
      state.open = false
      app.lease.refreshDoors()
      expect(await say(app, 'dial(6379)')).toBe('ECONNREFUSED')
      state.open = true
      app.lease.refreshDoors()
      expect(await say(app, 'dial(6379)')).toBe('in')
      const run = join(app.lease.folder, '../run')
      expect(readdirSync(run)).toContain('redis.sock')
      await app.lease.release('kill')
      await eventually(() => lstatSync(run, { throwIfNoEntry: false }) === undefined)
    })

    it('ends what passed through it when the lease ends', async () => {
      const passed: Socket[] = []
      const app = await start([{ name: 'redis', accept: (connection) => void passed.push(connection) }])
      await say(app, 'new Promise((d) => net.connect(6379).on("connect", d))')
      await app.lease.release('kill')
      await eventually(() => passed.length === 1 && passed.every(({ destroyed }) => destroyed))
    })

    it('takes so many at once and no more', async () => {
      const most = LIMITS.engine.doorConnections
      const count = { now: 0, most: 0 }
      const accept = (connection: Socket): void => {
        count.now += 1
        count.most = Math.max(count.most, count.now)
        connection.once('close', () => (count.now -= 1))
      }
      const app = await start([{ name: 'redis', accept }])
      // Its own limit of open files holds most of them back already; the door ends those that are too many for it.
      const tooMany = 3000 - most
      const flood = `new Promise((done) => { let over = 0; for (let i = 0; i < 3000; i++) net.connect(6379).on('error', () => {}).on('close', () => { if (++over === ${String(tooMany)}) done(over) }) })`
      expect(await say(app, flood)).toBe(String(tooMany))
      expect(count.most).toBeLessThanOrEqual(most)
      expect(count.most).toBeGreaterThan(1)
      await app.lease.release('kill')
    })
  })

  describe('a learner who meddles with the sockets harms only himself', () => {
    const sock = "run + '/redis.sock'"
    it.each([
      ['deletes one', `fs.unlinkSync(${sock})`, 'ECONNREFUSED'],
      ['puts a file there', `(fs.unlinkSync(${sock}), fs.writeFileSync(${sock}, ''))`, 'ECONNREFUSED'],
      [
        'puts a folder there',
        `(fs.unlinkSync(${sock}), fs.mkdirSync(${sock} + '/a', { recursive: true }))`,
        'ECONNREFUSED',
      ],
      [
        'puts a link there',
        `(fs.unlinkSync(${sock}), fs.symlinkSync(__dirname + '/app.js', ${sock}))`,
        'ECONNREFUSED',
      ],
      [
        'listens there himself',
        `new Promise((d) => { fs.unlinkSync(${sock}); net.createServer((c) => c.end('fake')).listen(${sock}, d) })`,
        'fake',
      ],
    ])('%s', async (_what, deed, after) => {
      const state = { open: true }
      const redis: Door = { name: 'redis', accept: greet('in'), isOpen: () => state.open }
      const app = await start([redis])
      const neighbour = await start([{ name: 'redis', accept: greet('neighbour') }])
      const source = readdirSync(app.lease.folder)
      await say(app, deed)
      expect(await say(app, 'dial(6379)')).toBe(after)
      // Shut and opened again the door is a door again, and what he linked to is as it was.
      for (const open of [false, true]) {
        state.open = open
        app.lease.refreshDoors()
      }
      expect(await say(app, 'dial(6379)')).toBe('in')
      expect(readdirSync(app.lease.folder)).toEqual(source)
      expect(await say(neighbour, 'dial(6379)')).toBe('neighbour')
      await Promise.all([app, neighbour].map(({ lease }) => lease.release('kill')))
      expect(lstatSync(join(app.folder, 'app.js')).isFile()).toBe(true)
    })

    it('links to a socket outside lead nowhere', async () => {
      const app = await start([])
      const outside = join(lab.boxes, '../outside')
      mkdirSync(outside, { mode: 0o700 })
      const server = createServer(greet('outside')).listen(join(outside, 'x.sock'))
      writeFileSync(join(outside, 'x'), '')
      const linked = `(fs.symlinkSync(${JSON.stringify(join(outside, 'x.sock'))}, ${sock}), dial(6379))`
      // Without isolation nothing keeps the app from the host's own sockets; that is why it is for one's own code only.
      expect(await say(app, linked)).toBe(lab.runner.isolates ? 'ECONNREFUSED' : 'outside')
      server.close()
      await app.lease.release('kill')
    })
  })
}
