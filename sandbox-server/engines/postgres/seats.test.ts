import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../protocol/limits'
import { Seats, type Row } from './seats'

const { engine, workspacesPerLearner } = LIMITS
const TOTAL = 350

/** Takes as many as it gets. */
function takeAll(row: Row): number {
  for (let taken = 0; ; taken += 1) if (!row.take()) return taken
}

describe('connections of a shared server', () => {
  it('are all that a workspace may have while half of them are free', () => {
    const seats = new Seats(TOTAL)
    const got = [1, 2, 3, 4, 5, 6].map(() => {
      const row = seats.row()
      return Array.from({ length: engine.connections }, () => row.take()).filter(Boolean).length
    })
    expect(got.slice(0, 5)).toEqual([30, 30, 30, 30, 30])
  })

  it('become fewer as the whole fills up, and never fewer than three', () => {
    const seats = new Seats(TOTAL)
    const got = Array.from({ length: 40 }, () => takeAll(seats.row()))
    const shared = got.slice(
      0,
      got.findIndex((count) => count < 3),
    )
    expect(shared).toEqual(shared.toSorted((a, b) => b - a))
    expect(got[12]).toBeLessThan(10)
    expect(shared.length).toBeGreaterThan(workspacesPerLearner)
  })

  it('are left for others by a learner who takes all that thirty workspaces get', () => {
    const seats = new Seats(TOTAL)
    for (let n = 0; n < workspacesPerLearner; n += 1) takeAll(seats.row())
    const others = Array.from({ length: 8 }, () => takeAll(seats.row()))
    expect(Math.min(...others)).toBeGreaterThanOrEqual(3)
  })

  it('are everybody’s again when they are given back', () => {
    const seats = new Seats(TOTAL)
    const rows = Array.from({ length: 40 }, () => seats.row())
    const taken = rows.map(takeAll)
    for (const [n, row] of rows.entries()) for (let left = taken[n] ?? 0; left > 0; left -= 1) row.leave()
    const row = seats.row()
    expect(Array.from({ length: 30 }, () => row.take())).not.toContain(false)
  })
})
