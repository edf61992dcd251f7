import { describe, expect, it } from 'vitest'
import { Told } from '../kit/fixtures/told'
import { predictions } from './predictions'

const KNOWN = { cookie: 'connect.sid=a', sid: 'a', store: 'PGStore' }
const IN_VAIN = { ...KNOWN, status: 500, error: 'connect ECONNREFUSED' }

const met = (told: Told) =>
  predictions.find(({ id }) => id === 'without-database')?.judge(told.trace)?.option ?? null
const stopped = (told = new Told().run()) => told.engine('postgres', 'stopped')
const back = (told: Told) => told.engine('postgres', 'running')

describe('what Alice meets without the database', () => {
  it('is an error from an app that lives', () => {
    expect(met(stopped().visit(IN_VAIN))).toBe('error')
  })

  it('is no app when it died first, and stays so after it was run anew', () => {
    const died = stopped().ends('uncaught')
    expect(met(died)).toBe('dead')
    expect(met(back(died.run().visit(IN_VAIN)).visit(KNOWN))).toBe('dead')
  })

  it('is not told by a visit long after the outage', () => {
    expect(met(back(stopped()).visit(KNOWN))).toBeNull()
    expect(met(back(stopped()).ends('exit').visit(KNOWN))).toBeNull()
  })

  it('is not told by somebody without a cookie, nor where no app was running', () => {
    expect(met(stopped().visit({ store: 'PGStore', error: 'connect ECONNREFUSED' }))).toBeNull()
    expect(met(stopped(new Told()))).toBeNull()
  })

  it('is what the latest outage showed that showed anything', () => {
    const first = back(stopped().ends('uncaught'))
    const second = back(stopped(first.run()).visit(IN_VAIN))
    expect(met(second)).toBe('error')
    expect(met(back(stopped(second)))).toBe('error')
  })

  it('is the page as always where nothing asked the database', () => {
    expect(met(stopped().visit({ ...KNOWN, store: 'MemoryStore' }))).toBe('works')
  })
})
