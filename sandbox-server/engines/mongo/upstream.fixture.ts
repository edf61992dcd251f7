import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { BSON } from 'mongodb'
import type { Row } from './documents.fixture'
import { FakeWorld, type Received } from './fake-world.fixture'
import { MessageCutter } from './wire/message-cutter'
import type { Document } from './wire/bson'
import { readMessage, writeAnswer } from './wire/message'

/**
 * What answers in MongoDB's place in tests, since no mongod can be had for them. It is no MongoDB: it speaks the wire
 * protocol, and knows only those commands and operators that the tests need.
 */
export interface FakeMongo {
  url: string
  port: number
  received: Received[]
  /** `database.collection` and what lies in it. */
  rows: Map<string, Row[]>
  close: () => Promise<void>
}

export async function startFakeMongo(port = 0): Promise<FakeMongo> {
  const world = new FakeWorld()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
    const cutter = new MessageCutter(48_000_000)
    socket.on('data', (piece: Buffer) => {
      cutter.push(piece)
      for (let cut = cutter.next(); cut?.type === 'message'; cut = cutter.next()) {
        const asked = readMessage(BSON, cut.bytes)
        // As a learner's own program would read it.
        const document: Document = BSON.deserialize(BSON.serialize(asked.document))
        const answer = world.answer(document)
        if (asked.as !== null) socket.write(writeAnswer(BSON, asked, answer))
      }
    })
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const used = typeof address === 'object' && address ? address.port : 0
  return {
    url: `mongodb://127.0.0.1:${String(used)}`,
    port: used,
    received: world.received,
    rows: world.rows,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
