import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Journal } from './journal'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'trace.jsonl')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const line = (id: number) => ({
  id,
  json: JSON.stringify({ id, at: 1, type: 'browser.added', browser: `b${String(id)}`, real: false }),
})
const idsOf = (): number[] => new Journal(path).load().map(({ id }) => id)

describe('Journal', () => {
  it('keeps what was appended, and many who wait share one sync', async () => {
    const journal = new Journal(path)
    const waits = [1, 2, 3].map((id) => {
      journal.append(line(id))
      return journal.durable()
    })
    await Promise.all(waits)
    expect(idsOf()).toEqual([1, 2, 3])
    journal.close()
  })

  it('a line cut short by a crash is removed, and the next one stands whole', async () => {
    const journal = new Journal(path)
    journal.append(line(1))
    await journal.durable()
    journal.close()
    appendFileSync(path, line(2).json.slice(0, 20))
    const next = new Journal(path)
    expect(next.load().map(({ id }) => id)).toEqual([1])
    next.append(line(2))
    await next.durable()
    next.close()
    expect(idsOf()).toEqual([1, 2])
  })

  it('a trace of another version is not read', async () => {
    writeFileSync(path, `{"version":0}\n${line(1).json}\n`)
    const journal = new Journal(path)
    expect(journal.load()).toEqual([])
    journal.append(line(1))
    await journal.durable()
    journal.close()
    expect(idsOf()).toEqual([1])
  })

  it('is replaced as a whole when older lines were dropped', async () => {
    const journal = new Journal(path)
    for (let id = 1; id <= 5; id += 1) journal.append(line(id))
    await journal.durable()
    journal.replace([line(4), line(5)])
    await journal.durable()
    journal.append(line(6))
    await journal.durable()
    journal.close()
    expect(idsOf()).toEqual([4, 5, 6])
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(5)
  })

  it('is not rewritten at every turn of a flood, and holds more than is kept until it is', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      const journal = new Journal(path)
      journal.append(line(1))
      journal.replace([line(1)])
      await journal.durable()
      journal.append(line(2))
      const kept = [line(2)]
      journal.replace(kept)
      kept.push(line(3))
      journal.append(line(3))
      await journal.durable()
      const before = idsOf()
      vi.advanceTimersByTime(2000)
      await journal.durable()
      journal.close()
      expect([before, idsOf()]).toEqual([
        [1, 2, 3],
        [2, 3],
      ])
    } finally {
      vi.useRealTimers()
    }
  })
})
