import type { Duplex } from 'node:stream'
import type { Client } from './service'

/** What a front does with what it hears on either side. */
export interface Listener {
  /** The app said something. */
  hear: (chunk: Buffer) => void
  /** The server did; what cannot be read ends the connection. */
  answer: (chunk: Buffer) => void
  /** Somebody took what was written: more may be heard. */
  readOn: () => void
  /** The app has gone. */
  gone: () => void
}

/** Ties an app's connection to a server's (null: we answer all by ourselves), with back-pressure both ways. */
export function tieEnds(
  client: Client,
  upstream: Duplex | null,
  { hear, answer, readOn, gone }: Listener,
): void {
  client.onClose(() => {
    gone()
    upstream?.destroy()
  })
  client.input.on('data', hear)
  client.output.on('drain', () => {
    upstream?.resume()
    readOn()
  })
  upstream?.on('data', (chunk: Buffer) => {
    try {
      client.work(() => {
        answer(chunk)
      })
    } catch {
      client.close()
    }
  })
  upstream?.on('drain', readOn)
  upstream?.on('error', () => undefined)
  upstream?.on('close', () => {
    client.output.end()
    // An app that does not read would keep what is left for it, and the connection, for ever.
    if (client.output.writableNeedDrain) client.close()
  })
}
