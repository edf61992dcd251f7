import { mkdtempSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { announceMissing } from '../engine.fixture'
import { CuttableLine } from './cuttable-line.fixture'
import { foreignPostgres } from './foreign-postgres.fixture'
import { ForeignServer } from './foreign-server'
import { openLab } from './postgres.fixture'
import { Tenants } from './tenants'

const shared = await foreignPostgres()
if (shared === null) announceMissing('PostgreSQL', 'embedded')
afterAll(async () => shared?.close())

describe.skipIf(shared === null)('a connection to DATABASE_URL that died without a word', () => {
  let line: CuttableLine
  let url: string
  beforeEach(async () => {
    const direct = new URL(shared?.env.DATABASE_URL ?? '')
    const sockets = direct.searchParams.get('host') ?? ''
    line = new CuttableLine({ port: 0, host: '127.0.0.1' }, join(sockets, '.s.PGSQL.5432'))
    await line.open()
    direct.searchParams.set('host', '127.0.0.1')
    direct.port = String(line.port)
    url = direct.href
  })
  afterEach(() => {
    line.cut()
  })

  it('keeps nobody from a database, and nobody from Stop', async () => {
    const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'url', DATABASE_URL: url })
    const [ann, ben] = [await lab.open('ann'), await lab.open('ben')]
    await ann.engine.query('SELECT 1', [], { start: true })
    line.hush()
    await expect(ben.engine.query('SELECT 1', [], { start: true })).rejects.toThrow('does not answer')
    expect((await ben.engine.query('SELECT 1', [], { start: true })).total).toBe(1)
    line.hush()
    await Promise.all([ann.engine.stop(), ben.engine.stop()])
    expect(ann.engine.state()).toBe('stopped')
    for (const { engine } of [ann, ben]) await engine.destroy()
    await lab.close()
  })

  it('is given up at once when the server is known to be gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ct-silent-'))
    const server = new ForeignServer(url, folder)
    const tenants = new Tenants(server, join(folder, 'tenants'))
    await tenants.ask('SELECT 1')
    const { connect } = await server.run()
    line.hush()
    line.shut()
    const asked = expect(tenants.ask('SELECT 1')).rejects.toThrow('ended the connection')
    await expect(connect()).rejects.toThrow()
    await asked
    tenants.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is looked for while nobody uses it', async () => {
    const keepAlive = vi.spyOn(Socket.prototype, 'setKeepAlive')
    const folder = mkdtempSync(join(tmpdir(), 'ct-silent-'))
    expect(await new ForeignServer(url, folder).look()).toMatchObject({ superuser: true })
    expect(keepAlive).toHaveBeenCalledWith(true, 30_000)
    keepAlive.mockRestore()
    rmSync(folder, { recursive: true, force: true })
  })
})
