import { duplexPair, type Duplex } from 'node:stream'
import { whenClosed, type Client } from './service'

/** A connection of ours to what serves the app, past latency and untold: one end for us, the other is served. */
export function connectLocally(serve: (client: Client) => void): Duplex {
  const [ours, theirs] = duplexPair()
  const close = (): void => {
    ours.destroy()
    theirs.destroy()
  }
  ours.on('error', () => undefined).once('close', close)
  theirs.on('error', () => undefined).once('close', close)
  serve({
    input: theirs,
    output: theirs,
    tell: () => undefined,
    login: () => undefined,
    work: (task) => {
      task()
      return 0
    },
    close,
    onClose: (listener) => {
      whenClosed(theirs, listener)
    },
  })
  return ours
}
