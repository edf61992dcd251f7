import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { memcachedUrl } from './url-place'

it('a Memcached that would take the data of `ms` for a command is not used', async () => {
  const old = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (piece: Buffer) => {
      for (const line of piece.toString().trim().split('\r\n'))
        socket.write(line === 'version' ? 'VERSION 1.5.6\r\n' : 'ERROR\r\n')
    })
  }).listen(0, '127.0.0.1')
  await once(old, 'listening')
  const address = old.address()
  const port = typeof address === 'object' ? address?.port : undefined
  expect(await memcachedUrl(`127.0.0.1:${String(port)}`).find()).toMatch(/1\.5\.6.*too old/)
  old.close()
})
