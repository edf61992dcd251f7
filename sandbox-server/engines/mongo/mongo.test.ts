import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { duplexPair, type Duplex } from 'node:stream'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { BSON, MongoClient } from 'mongodb'
import { afterAll, describe, expect, it } from 'vitest'
import type { EngineCommand } from '../../../protocol/engine'
import { findProgram } from '../../machine/find-program'
import { CommandTap } from './command-tap'
import { mongoDriver } from './driver'
import { carry } from './program-backend'
import { startFakeMongo } from './upstream.fixture'

const data = mkdtempSync(join(tmpdir(), 'ct-mongo-'))
afterAll(() => {
  rmSync(data, { recursive: true, force: true })
})

describe('where MongoDB comes from', () => {
  it.skipIf(findProgram('mongod') !== null)(
    'says in plain words that there is none, and how to get it',
    async () => {
      const { source } = await mongoDriver({ env: {}, data })
      expect(source).toMatchObject({
        from: 'none',
        why: 'There is no mongod on PATH. Nothing here serves it.',
        address: 'mongodb://localhost:27017',
      })
      expect(source.hint).toContain('mongod is on PATH')
    },
  )

  it('refuses connections where there is none, with the reason in view', async () => {
    const driver = await mongoDriver({ env: { CRUMBTRAIL_MONGO: 'none' }, data })
    const ignore = (): void => undefined
    const engine = driver.engine({ workspace: 'w', now: Date.now, onCommand: ignore, onChange: ignore })
    const [app, door] = duplexPair()
    const closed = new Promise((resolve) => door.once('close', resolve))
    engine.accept(door)
    await closed
    expect(engine.view()).toMatchObject({ state: 'failed' })
    expect(() => engine.url()).toThrow('not running')
    app.destroy()
    await driver.close()
  })
})

describe('the commands of one connection', () => {
  it('are told with their answers, in pieces of any size', () => {
    const { tap, told, databases } = listen()
    const find = message(7, 0, { find: 'sessions', filter: { _id: 'abc' }, lsid: { id: 1 }, $db: 'shop' })
    for (const byte of find) tap.fromApp(Buffer.from([byte]))
    const answer = message(1, 7, {
      cursor: { firstBatch: [{ _id: 'abc' }], id: 0, ns: 'shop.sessions' },
      ok: 1,
    })
    tap.fromServer(answer.subarray(0, 20))
    tap.fromServer(answer.subarray(20))
    expect(databases).toEqual(['shop'])
    expect(told).toMatchObject([
      {
        verb: 'find',
        text: '{"find":"sessions","filter":{"_id":"abc"}}',
        outcome: 'ok',
        reply: '1 document',
        sentBytes: find.length,
        receivedBytes: answer.length,
      },
    ])
  })

  it('are told with MongoDB’s own words when they fail', () => {
    const { tap, told } = listen()
    tap.fromApp(message(1, 0, { drop: 'nothing', $db: 'shop' }))
    tap.fromServer(message(2, 1, { ok: 0, errmsg: 'ns not found' }))
    expect(told).toMatchObject([{ verb: 'drop', outcome: 'error', reply: 'ns not found' }])
  })

  it('leave out what drivers say among themselves', () => {
    const { tap, told, databases } = listen()
    tap.fromApp(message(1, 0, { hello: 1, $db: 'admin' }))
    tap.fromServer(message(2, 1, { ok: 1 }))
    expect({ told, databases }).toEqual({ told: [], databases: [] })
  })

  it('survive anything', () => {
    const { tap } = listen()
    for (const hostile of [
      Buffer.alloc(200),
      Buffer.alloc(200, 0xff),
      Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      message(1, 0, { a: 1 }).fill(0xff, 16),
      message(1, 0, { a: 1 }).fill(0x7f, 20),
    ]) {
      const fresh = listen().tap
      expect(() => {
        fresh.fromApp(hostile)
        tap.fromServer(hostile)
      }).not.toThrow()
    }
  })

  it('are told by their name where they cannot be written down', () => {
    const { tap, told } = listen()
    // BSON's own writer refuses such a field, so it is put there afterwards.
    const find = message(1, 0, { find: 'kept', filter: { a: { _bsontypX: 'x' } }, $db: 'shop' })
    find.write('_bsontype', find.indexOf('_bsontypX'))
    tap.fromApp(find)
    tap.fromServer(message(2, 1, { ok: 0, errmsg: 'unknown operator' }))
    expect(told).toMatchObject([{ verb: 'find', text: 'find', outcome: 'error' }])
  })

  it('need no log-in, whatever user and password the app has, and the user is known', async () => {
    const server = await startFakeMongo()
    const logins: [string | null, string][] = []
    const door = createServer((connection) => {
      carry(clientOf(connection), connect(server.port, '127.0.0.1'), BSON, (database, user) =>
        logins.push([user, database]),
      )
    }).listen(0, '127.0.0.1')
    await once(door, 'listening')
    const address = door.address()
    const port = String(typeof address === 'object' && address ? address.port : 0)
    for (const how of ['', '?authMechanism=PLAIN', '?authMechanism=SCRAM-SHA-256']) {
      const client = new MongoClient(`mongodb://me%2C:any@127.0.0.1:${port}/shop${how}`, {
        serverSelectionTimeoutMS: 10_000,
      })
      await client.db().collection('kept').insertOne({ n: 1 })
      await client.close()
    }
    expect(server.received.filter(({ verb }) => verb.startsWith('sasl'))).toEqual([])
    expect(logins).toContainEqual(['me,', 'shop'])
    expect(logins.filter(([user]) => user === 'me,').length).toBeGreaterThan(1)
    door.close()
    await server.close()
  })

  it('pass unchanged, and the end of one side is the end of the other', async () => {
    const [app, door] = duplexPair()
    const [upstream, server] = duplexPair()
    carry(clientOf(door), upstream, BSON, () => undefined)
    app.write('question')
    expect(String(await read(server))).toBe('question')
    server.write('answer')
    expect(String(await read(app))).toBe('answer')
    const ended = new Promise((resolve) => door.once('close', resolve))
    upstream.destroy()
    await ended
  })
})

function listen(): { tap: CommandTap; told: EngineCommand[]; databases: string[] } {
  const told: EngineCommand[] = []
  const databases: string[] = []
  const tap = new CommandTap({
    bson: BSON,
    tell: (command) => told.push(command),
    onDatabase: (database) => databases.push(database),
  })
  return { tap, told, databases }
}

function message(id: number, answers: number, document: Record<string, unknown>): Buffer {
  const body = Buffer.from(BSON.serialize(document))
  const head = Buffer.alloc(21)
  ;[21 + body.length, id, answers, 2013, 0].forEach((value, index) => head.writeInt32LE(value, index * 4))
  return Buffer.concat([head, body])
}

const read = (from: Duplex): Promise<unknown> => new Promise((resolve) => from.once('data', resolve))

function clientOf(door: Duplex): Parameters<typeof carry>[0] {
  return {
    input: door,
    output: door,
    tell: () => undefined,
    login: () => undefined,
    work: (task) => {
      task()
      return 0
    },
    close: () => void door.destroy(),
    onClose: (listener) => void door.once('close', listener),
  }
}
