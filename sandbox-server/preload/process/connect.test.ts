import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type Socket } from 'node:net'
import { openHarness, type Harness, type Running } from '../../isolation/runner.harness'
import type { Door } from '../../isolation/runner'

let lab: Harness
let running: Running | null = null
beforeAll(async () => {
  lab = await openHarness('child-process')
})
afterEach(async () => {
  await running?.lease.release('kill')
  running = null
})
afterAll(async () => {
  await lab.close()
})

/** What an expression of the app comes to, as text. */
async function ask(expression: string, doors: readonly Door[] = []): Promise<unknown> {
  const source = `
    const net = require('net')
    const refusal = (e) => ({ message: e.message, code: e.code, errno: e.errno, syscall: e.syscall, address: e.address, port: e.port, keys: Object.keys(e).join() })
    const outcome = (socket) => new Promise((done) => {
      socket.on('error', (e) => done(refusal(e)))
      socket.on('data', (bytes) => { done(bytes.toString()); socket.destroy() })
    })
    require('http').createServer(async (q, s) => {
      try { s.end(JSON.stringify(await (${expression})())) } catch (e) { s.end(JSON.stringify({ thrown: e.message, code: e.code })) }
    }).listen(3000)`
  running = await lab.run({ 'app.js': source }, { doors })
  return JSON.parse((await running.ask()).text)
}

const door = (name: string, accept: (connection: Socket) => void): Door => ({ name, accept })
const says = (name: string): Door => door(name, (connection) => connection.end(`I am ${name}`))
const all = ['redis', 'memcached', 'postgres', 'mongo'].map(says)

const REFUSED = {
  message: 'connect ECONNREFUSED 127.0.0.1:6379',
  code: 'ECONNREFUSED',
  errno: -111,
  syscall: 'connect',
  address: '127.0.0.1',
  port: 6379,
  keys: 'errno,code,syscall,address,port',
}

describe('an engine’s port', () => {
  it.each([
    [6379, 'redis'],
    [11211, 'memcached'],
    [5432, 'postgres'],
    [27017, 'mongo'],
  ])('%i leads to %s', async (port, name) => {
    expect(await ask(`() => outcome(net.connect(${String(port)}))`, all)).toBe(`I am ${name}`)
  })

  it.each([
    ['a number', 'net.connect(6379)'],
    ['a number and a host', `net.connect(6379, 'localhost')`],
    ['text', `net.connect('6379', '127.0.0.1')`],
    ['text with a callback', `net.createConnection('6379', 'LOCALHOST', () => {})`],
    ['options', `net.connect({ port: 6379 })`],
    ['options without a host', `net.connect({ port: '6379', host: undefined, path: undefined })`],
    ['an empty host', `net.connect({ port: 6379, host: '' })`],
    ['IPv6', `net.connect({ port: 6379, host: '::1', family: 6 })`],
    [
      'happy eyeballs',
      `net.connect({ port: 6379, host: 'localhost', autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 10 })`,
    ],
    ['a lookup of one’s own', `net.connect({ port: 6379, host: 'localhost', lookup: require('dns').lookup })`],
    [
      'everything a client sets',
      `net.connect({ port: 6379, noDelay: true, keepAlive: true, timeout: 500, allowHalfOpen: true })`,
    ],
    ['a socket made before', `new net.Socket().setNoDelay(true).connect(6379, 'localhost')`],
    [
      'a socket that is used again',
      `await new Promise((done) => { const s = new net.Socket(); s.connect(6379); s.destroy(); s.on('close', () => done(s.connect(6379))) })`,
    ],
  ])('named by %s', async (_how, connect) => {
    expect(await ask(`async () => outcome(${connect})`, all)).toBe('I am redis')
  })

  it('has the addresses that a port has, once connected', async () => {
    const facts = `(s) => [s.remoteAddress, s.remotePort, s.remoteFamily, s.localAddress, typeof s.localPort, s.address().family]`
    const seen = await ask(
      `() => new Promise((done) => { const s = net.connect(5432); const before = [s.remoteAddress, s.connecting, s.pending]
        s.setNoDelay().setKeepAlive(true, 100).ref().unref().ref().setTimeout(1000)
        s.on('connect', () => done([before, (${facts})(s)])) })`,
      all,
    )
    expect(seen).toEqual([
      [null, true, true],
      ['127.0.0.1', 5432, 'IPv4', '127.0.0.1', 'number', 'IPv4'],
    ])
  })

  it('times out like any socket', async () => {
    const silent = door('redis', () => undefined)
    const timedOut = `() => new Promise((done) => net.connect({ port: 6379, timeout: 80 }).on('timeout', () => done('timeout')))`
    expect(await ask(timedOut, [silent])).toBe('timeout')
  })

  it('is the app’s own when the app itself listens there', async () => {
    const own = `() => new Promise((done) => { const s = net.createServer((c) => c.end('mine')); s.listen(6379, async () => { done(await outcome(net.connect(6379))); s.close() }) })`
    expect(await ask(own, all)).toBe('mine')
  })

  it('carries bytes both ways, and the end of one side', async () => {
    const echo = door('redis', (connection) => connection.pipe(connection))
    const sent = await ask(
      `() => new Promise((done) => { let got = 0; const s = net.connect(6379); s.end(Buffer.alloc(3_000_000, 'x')); s.on('data', (b) => got += b.length); s.on('end', () => done(got)) })`,
      [echo],
    )
    expect(sent).toBe(3_000_000)
  })
})

describe('where nobody listens', () => {
  it('is refused as at home', async () => {
    expect(await ask(`() => outcome(net.connect(6379, 'localhost'))`)).toEqual(REFUSED)
    await running?.lease.release('kill')
    expect(await ask(`() => outcome(net.connect(6379, '::1'))`)).toMatchObject({
      message: 'connect ECONNREFUSED ::1:6379',
      address: '::1',
    })
  })

  it('tells the learner’s code nothing of sockets in its stack', async () => {
    const stack = await ask(`() => new Promise((done) => net.connect(6379).on('error', (e) => done(e.stack)))`)
    expect(stack).toMatch(/^Error: connect ECONNREFUSED 127\.0\.0\.1:6379/)
    expect(stack).not.toMatch(/sock|Pipe/)
  })

  it('with TLS too, which no engine speaks here', async () => {
    expect(await ask(`() => outcome(require('tls').connect(6379, 'localhost'))`, all)).toEqual(REFUSED)
  })

  it.each([
    ['another port', `net.connect(6380)`, 'connect ECONNREFUSED'],
    ['another host', `net.connect(6379, 'redis.invalid')`, 'getaddrinfo'],
    ['a path', `net.connect('/nowhere.sock')`, 'connect ENOENT /nowhere.sock'],
  ])('%s is left as it is', async (_what, connect, message) => {
    const seen = await ask(
      `() => new Promise((done) => ${connect}.on('error', (e) => done(e.message || String(e.errors[0].message))))`,
      all,
    )
    expect(seen).toContain(message)
  })

  it('a port that is none is refused by Node itself', async () => {
    expect(await ask(`() => outcome(net.connect('6379x'))`, all)).toMatchObject({ code: 'ENOENT' })
    await running?.lease.release('kill')
    expect(await ask(`() => outcome(net.connect({ port: 637900 }))`, all)).toMatchObject({
      code: 'ERR_SOCKET_BAD_PORT',
    })
  })

  it('although the host itself listens there', async () => {
    const host = createServer((connection) => connection.end('the host')).listen(27017, '127.0.0.1')
    await new Promise((listening) => host.once('listening', listening).once('error', listening))
    expect(await ask(`() => outcome(net.connect(27017, '127.0.0.1'))`)).toMatchObject({ code: 'ECONNREFUSED' })
    host.close()
  })

  it('opens and shuts while the app runs, as the door says', async () => {
    const state = { open: false }
    const redis: Door = { ...says('redis'), isOpen: () => state.open }
    expect(await ask(`() => outcome(net.connect(6379))`, [redis])).toEqual(REFUSED)
    const again = async (): Promise<unknown> => JSON.parse((await running?.ask())?.text ?? '')
    state.open = true
    running?.lease.refreshDoors()
    expect(await again()).toBe('I am redis')
    state.open = false
    running?.lease.refreshDoors()
    expect(await again()).toEqual(REFUSED)
  })
})

describe('the clients that learners use', () => {
  /** Answers each command of RESP, enough for a client to be content. */
  const redis = door('redis', (connection) =>
    connection.on('data', (bytes) => {
      const commands = bytes.toString().split(/(?=\*\d+\r\n\$)/)
      for (const command of commands) connection.write(command.includes('PING') ? '+PONG\r\n' : '+OK\r\n')
    }),
  )
  const memcached = door('memcached', (connection) =>
    connection.on('data', () => connection.write('VALUE a 0 1\r\n1\r\nEND\r\n')),
  )
  /** AuthenticationOk, ReadyForQuery; then one row for whatever is asked. */
  const postgres = door('postgres', (connection) => {
    connection.once('data', () => {
      connection.write(Buffer.from('520000000800000000' + '5a0000000549', 'hex'))
      const row =
        '540000001a0001' + '6e00' + '000000000000000000170004ffffffff0000' + '440000000b00010000000131'
      const done = '430000000d' + Buffer.from('SELECT 1\0').toString('hex') + '5a0000000549'
      connection.on('data', () => connection.write(Buffer.from(row + done, 'hex')))
    })
  })

  it('redis', async () => {
    const client = `const c = require('redis').createClient({ url: 'redis://localhost:6379', RESP: 2, socket: { connectTimeout: 50000 } }); c.on('error', () => {})`
    expect(await ask(`async () => { ${client}; await c.connect(); return c.ping() }`, [redis])).toBe('PONG')
    await running?.lease.release('kill')
    const failing = `() => new Promise((done) => { const c = require('redis').createClient({ url: 'redis://localhost:6379', socket: { connectTimeout: 50000 } }); c.on('error', (e) => { done(refusal(e)); c.destroy() }); c.connect().catch(() => {}) })`
    expect(await ask(failing)).toEqual(REFUSED)
  })

  it('memcached', async () => {
    const get = `() => new Promise((done) => new (require('memcached'))('localhost:11211', { retries: 0, timeout: 50000 }).get('a', (e, value) => done(e ? e.message : value)))`
    expect(await ask(get, [memcached])).toBe('1')
    await running?.lease.release('kill')
    expect(await ask(get)).toMatch(/ECONNREFUSED 127\.0\.0\.1:11211|Server at localhost:11211 not available/)
  })

  it('pg', async () => {
    const query = `async () => { const c = new (require('pg').Client)('postgres://learner:secret@localhost:5432/express-store-test'); c.on('error', () => {}); await c.connect(); return (await c.query('select 1 as n')).rows }`
    expect(await ask(query, [postgres])).toEqual([{ n: 1 }])
    await running?.lease.release('kill')
    expect(await ask(query)).toEqual({
      thrown: 'connect ECONNREFUSED 127.0.0.1:5432',
      code: 'ECONNREFUSED',
    })
  })

  it('mongodb', async () => {
    const reached: string[] = []
    const mongo = door('mongo', (connection) => {
      reached.push('mongo')
      // What the client said is read first: hanging up on it is told as a reset, or not, as chance has it.
      connection.once('data', () => connection.end())
    })
    const connect = `async () => { const c = new (require('mongodb').MongoClient)('mongodb://localhost:27017', { serverSelectionTimeoutMS: 10000 }); await c.connect() }`
    expect(await ask(connect, [mongo])).toMatchObject({
      thrown: expect.stringMatching(/closed/) as unknown,
    })
    expect(reached.length).toBeGreaterThan(0)
    await running?.lease.release('kill')
    expect(await ask(connect)).toMatchObject({ thrown: 'connect ECONNREFUSED 127.0.0.1:27017' })
  })
})
