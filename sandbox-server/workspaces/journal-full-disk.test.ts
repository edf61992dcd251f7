import type * as fs from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Journal } from './journal'

const disk = vi.hoisted(() => ({ isFull: false, failedSyncs: 0 }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  const writeSync = (handle: number, bytes: Buffer, at: number): number => {
    if (!disk.isFull) return real.writeSync(handle, bytes, at)
    // Half a line still has room.
    if (at === 0) return real.writeSync(handle, bytes, 0, 20)
    throw new Error('ENOSPC: no space left on device, write')
  }
  const fdatasync = (handle: number, done: fs.NoParamCallback): void => {
    if (disk.failedSyncs === 0) real.fdatasync(handle, done)
    else setTimeout(() => done(new Error(`EIO: i/o error ${String((disk.failedSyncs -= 1))}`)), 5)
  }
  return { ...real, writeSync, fdatasync }
})

let folder: string
let path: string
let journal: Journal
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'trace.jsonl')
  journal = new Journal(path)
  disk.isFull = false
  disk.failedSyncs = 0
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const line = (id: number) => ({
  id,
  json: JSON.stringify({ id, at: 1, type: 'browser.added', browser: `b${String(id)}`, real: false }),
})
const idsOf = (): number[] => new Journal(path).load().map(({ id }) => id)
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a journal whose disk is full', () => {
  it.each([
    ['from the beginning', 0],
    ['later', 1],
  ])('%s: has every line once when there is room again', async (_when, before) => {
    const ids = [1, 2, 3, 4]
    for (const id of ids.slice(0, before)) journal.append(line(id))
    if (before > 0) await journal.durable()
    disk.isFull = true
    for (const id of ids.slice(before, 3)) journal.append(line(id))
    await expect(journal.durable()).rejects.toThrow('ENOSPC')
    await expect(journal.durable()).rejects.toThrow('ENOSPC')
    journal.keep()
    await nextTurn()
    disk.isFull = false
    journal.append(line(4))
    await journal.durable()
    journal.close()
    expect(idsOf()).toEqual(ids)
  })

  it('still replaces older lines when there is room again', async () => {
    for (const id of [1, 2, 3]) journal.append(line(id))
    await journal.durable()
    disk.isFull = true
    const kept = [line(3)]
    journal.replace(kept)
    await expect(journal.durable()).rejects.toThrow('ENOSPC')
    expect(idsOf()).toEqual([1, 2, 3])
    kept.push(line(4))
    journal.append(line(4))
    await nextTurn()
    disk.isFull = false
    await journal.durable()
    journal.append(line(5))
    await journal.durable()
    journal.close()
    expect(idsOf()).toEqual([3, 4, 5])
  })
})

describe('a journal whose disk cannot be synced', () => {
  it('tells everybody who waits, and serves those who come later', async () => {
    disk.failedSyncs = 2
    journal.append(line(1))
    const first = journal.durable()
    journal.append(line(2))
    const waits = await Promise.allSettled([first, journal.durable()])
    expect(waits.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    disk.failedSyncs = 1
    await expect(journal.durable(), 'what was not synced still is not').rejects.toThrow('EIO')
    await journal.durable()
    journal.close()
    expect(idsOf()).toEqual([1, 2])
  })
})
