import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PrivateServer, whyNotApart, type ServerPlan } from './private-server'

const silent = (): Promise<never> => new Promise(() => undefined)
const refused = (): Promise<never> => Promise.reject(new Error('connect ECONNREFUSED'))

describe('a server of ours', () => {
  const has = (name: string) => `/usr/bin/${name}`
  const hasNot = (name: string) => (name === 'prlimit' ? null : has(name))

  it('is not started as root where it cannot be made another user within limits', () => {
    expect(whyNotApart(hasNot, 0)).toMatch(/^Crumbtrail runs as root here, .+\.$/)
    expect(whyNotApart(hasNot, 1000)).toBeNull()
    expect(whyNotApart(has, 0) === null).toBe(process.platform === 'linux')
  })
})

describe('a server that was started', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ps-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  /** A program of one line. */
  const start = (script: string, ready: ServerPlan['ready'], startMs: number): Promise<PrivateServer> =>
    PrivateServer.start({
      ...{ name: 'Ponder', program: process.execPath, args: ['-e', script], ready, startMs },
      folder: { root: folder, home: folder, sockets: folder, uid: null },
      limits: { dataBytes: 1e9, fileBytes: 1e6, openFiles: 100 },
    })

  it.each([
    ['takes connections and keeps silent', silent],
    ['takes no connections', refused],
  ])('is given up with a sentence when it %s', async (_what, ready) => {
    const since = performance.now()
    const started = start('setInterval(() => 0, 1000)', ready, 1000)
    await expect(started).rejects.toThrow('Ponder was started, but was not ready after 1 s.')
    expect(performance.now() - since).toBeLessThan(5000)
  })

  it('is not waited for when it ends while it keeps silent', async () => {
    const started = start('process.exit(3)', silent, 60_000)
    await expect(started).rejects.toThrow('Ponder ended with exit code 3.')
  })
})
