import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announceMissing } from '../engine.fixture'
import { CuttableLine } from './cuttable-line.fixture'
import { foreignPostgres } from './foreign-postgres.fixture'
import { ForeignServer } from './foreign-server'
import { openLab } from './postgres.fixture'

const SOCKET = '.s.PGSQL.5432'
const shared = await foreignPostgres()
if (shared === null) announceMissing('PostgreSQL', 'embedded')
afterAll(async () => shared?.close())

describe.skipIf(shared === null)('the server of DATABASE_URL', () => {
  let folder: string
  let line: CuttableLine
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ct-line-'))
    const sockets = new URL(shared?.env.DATABASE_URL ?? '').searchParams.get('host') ?? ''
    line = new CuttableLine({ path: join(folder, SOCKET) }, join(sockets, SOCKET))
    await line.open()
  })
  afterAll(() => {
    line.cut()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is known to be gone when it went, and is used again when it is back', async () => {
    const url = new URL(shared?.env.DATABASE_URL ?? '')
    url.searchParams.set('host', folder)
    const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'url', DATABASE_URL: url.href })
    const { engine } = await lab.open('one')
    await engine.query('CREATE TABLE kept (x int)', [], { start: true })
    line.cut()
    await expect.poll(() => engine.state()).toBe('failed')
    expect(engine.view().fault).toContain('The server of DATABASE_URL cannot be reached: ')
    expect(engine.view().fault).toContain('The next connection tries again.')
    await expect(engine.query('SELECT x FROM kept', [], { start: true })).rejects.toThrow()
    await line.open()
    expect((await engine.query('SELECT x FROM kept', [], { start: true })).total).toBe(0)
    expect(engine.state()).toBe('running')
    await engine.destroy()
    await lab.close()
  })
})

describe('a server that asks for encryption and then says nothing', () => {
  it.each([
    ['not even whether it has it', ''],
    ['after it said that it has it', 'S'],
  ])(
    'is not waited for: %s',
    async (_what, answer) => {
      const silent = createServer((socket) => {
        socket.on('error', () => undefined).once('data', () => socket.write(answer))
      }).listen(0, '127.0.0.1')
      await once(silent, 'listening')
      const found = silent.address()
      const port = String(typeof found === 'object' && found ? found.port : 0)
      const root = mkdtempSync(join(tmpdir(), 'ct-silent-'))
      const server = new ForeignServer(`postgres://a:b@127.0.0.1:${port}/c?sslmode=require`, root)
      expect(await server.look()).toBe('The server of DATABASE_URL cannot be used: 127.0.0.1 does not answer.')
      silent.close()
      rmSync(root, { recursive: true, force: true })
    },
    20_000,
  )
})
