import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'vitest'
import { eventually } from '../engine.fixture'
import { whenClosed } from '../service'
import { serveConnection, type Upstream } from './serve'
import { failureMessage } from './wire/failure'
import { int32, PROTOCOL_3, text } from './wire/message'

const START = Buffer.concat([int32(8 + 10), int32(PROTOCOL_3), text('user'), text('ann'), Buffer.from([0])])

const UPSTREAM: Upstream = {
  connect: () => Promise.reject(new Error('Nobody is there.')),
  tenant: { user: 'a', password: 'b', database: 'a' },
  restore: () => Promise.resolve(),
  keys: new Set(),
  refusal: () => null,
  notice: () => null,
}

describe('an app that is not let in', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ct-serve-'))))
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it.each([
    ['because nobody serves', UPSTREAM],
    ['because it is refused', { ...UPSTREAM, refusal: () => failureMessage('FATAL', '53100', 'It is full.') }],
  ])('leaves no connection behind when it goes: %s', async (_why, upstream) => {
    const path = join(folder, 's')
    const held: Socket[] = []
    const door = createServer((connection) => {
      held.push(connection.on('error', () => undefined))
      void serveConnection(
        {
          ...{ input: connection, output: connection, tell: () => undefined, login: () => undefined },
          work: (task) => (task(), 0),
          close: () => connection.destroy(),
          onClose: (listener) => {
            whenClosed(connection, listener)
          },
        },
        upstream,
      )
    }).listen(path)
    await once(door, 'listening')
    const app = connect(path).on('error', () => undefined)
    app.write(Buffer.concat([START, Buffer.from('what it did not wait to say')]))
    await once(app, 'data')
    app.destroy()
    await eventually(() => held.every(({ closed }) => closed)).finally(() => {
      for (const connection of held) connection.destroy()
      door.close()
    })
  })
})
