import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../../protocol/limits'
import { StandInSize } from './stand-in-size'

const MB = 1024 * 1024
const { databaseBytes } = LIMITS.engine

describe('a database of PostgreSQL’s stand-in', () => {
  let root: string
  const onOver = vi.fn()
  const checkpoint = vi.fn(() => Promise.resolve())
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ct-size-'))
    for (const name of ['empty', 'data']) {
      mkdirSync(join(root, name, 'base/1'), { recursive: true })
      mkdirSync(join(root, name, 'pg_wal'))
      write(join(name, 'base/1/1259'), 5 * MB)
    }
    vi.clearAllMocks()
  })
  afterEach(() => {
    rmSync(root, { recursive: true, force: true })
  })

  function write(name: string, bytes: number): void {
    writeFileSync(join(root, name), Buffer.alloc(bytes, 1))
  }
  const size = (): StandInSize =>
    new StandInSize({ data: join(root, 'data'), empty: join(root, 'empty'), checkpoint, onOver })

  it('may hold what a workspace has, besides what an empty one takes', async () => {
    for (const n of [1, 2]) write(`data/base/1/t${String(n)}`, databaseBytes / 2)
    await size().look()
    expect([onOver, checkpoint].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
  })

  it('is ended with a sentence when many tables together are too large', async () => {
    for (let n = 0; n < 13; n += 1) write(`data/base/1/t${String(n)}`, databaseBytes / 8)
    await size().look()
    expect(onOver).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('The database is full'), true)
  })

  it('has its log written down before it grows, and keeps all when that is of no use', async () => {
    for (let n = 0; n < 5; n += 1) write(`data/pg_wal/${String(n)}`, 16 * MB)
    await size().look()
    expect(checkpoint).toHaveBeenCalledOnce()
    expect(onOver).not.toHaveBeenCalled()
    for (let n = 5; n < 17; n += 1) write(`data/pg_wal/${String(n)}`, 16 * MB)
    await size().look()
    expect(onOver).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('wrote more than 256 MB'), false)
  })

  it('is looked at while one statement writes, after which alone the log can be written down', async () => {
    let written: () => void = () => undefined
    checkpoint.mockImplementationOnce(() => new Promise<void>((resolve) => (written = resolve)))
    for (let n = 0; n < 5; n += 1) write(`data/pg_wal/${String(n)}`, 16 * MB)
    const watching = size()
    await watching.look()
    await watching.look()
    expect(checkpoint).toHaveBeenCalledOnce()
    written()
    await new Promise(setImmediate)
    await watching.look()
    expect(checkpoint).toHaveBeenCalledTimes(2)
    for (let n = 5; n < 17; n += 1) write(`data/pg_wal/${String(n)}`, 16 * MB)
    await watching.look()
    expect(onOver).toHaveBeenCalledOnce()
  })
})
