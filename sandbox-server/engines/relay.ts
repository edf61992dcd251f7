import { pipeline, type Duplex } from 'node:stream'
import type { Client } from './service'

/** Carries bytes between an app and a server as they are, with back-pressure; the end of one is the end of the other. */
export function relay(client: Client, upstream: Duplex): void {
  const over = (): void => {
    client.close()
    upstream.destroy()
  }
  client.onClose(over)
  upstream.on('close', over)
  upstream.on('error', over)
  pipeline(client.input, upstream, () => undefined)
  pipeline(upstream, client.output, () => undefined)
}
