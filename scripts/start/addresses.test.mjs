import { createServer } from 'node:http'
import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { addresses, askAt, listenOn, siteUrl } from './addresses.mjs'
import { readOptions } from './options.mjs'
import { ask } from './ready.mjs'

const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
const OWN = own.filter(({ scopeid }) => !scopeid).map(({ address }) => address)

describe('the address to listen on, and the one to ask', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', 'http://127.0.0.1:2', 'http://localhost:1'],
    ['localhost', '127.0.0.1', 'http://127.0.0.1:2', 'http://localhost:1'],
    ['0.0.0.0', '0.0.0.0', 'http://127.0.0.1:2', 'http://localhost:1'],
    ['::', '::', 'http://127.0.0.1:2', 'http://localhost:1'],
    ['::1', '::1', 'http://127.0.0.1:2', 'http://[::1]:1'],
    ['[::1]', '::1', 'http://127.0.0.1:2', 'http://[::1]:1'],
    ['192.0.2.9', '192.0.2.9', 'http://192.0.2.9:2', 'http://192.0.2.9:1'],
  ])('%s', (host, listens, sandbox, site) => {
    expect(listenOn(host)).toBe(listens)
    expect(addresses({ host, port: 1, sandboxPort: 2 })).toMatchObject({
      CRUMBTRAIL_SANDBOX: sandbox,
    })
    expect(siteUrl({ host, port: 1 })).toBe(site)
  })

  it('another IPv6 address is refused: the site could not pass requests on to it', () => {
    expect(() => readOptions(['--host', 'fd00::9'], {})).toThrow('IPv6')
    expect(readOptions(['--host', '[::1]'], {}).host).toBe('::1')
  })

  it.each([...new Set(['localhost', '0.0.0.0', ...OWN])])('what listens on %s answers', async (host) => {
    const server = createServer((_request, response) => response.end('here'))
    await new Promise((resolve) => server.listen(0, listenOn(host), resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    // A busy machine may be too late to answer the first time.
    const asked = () => ask(port, '/', undefined, askAt(host))
    expect((await asked()) ?? (await asked())).toEqual({ status: 200, text: 'here' })
    await new Promise((resolve) => server.close(resolve))
  })
})
