import { describe, expect, it } from 'vitest'
import { Told } from '../kit/fixtures/told'
import { tasks } from './tasks'

const KNOWN = { cookie: 'connect.sid=a', sid: 'a', store: 'PGStore' }
const IN_VAIN = { ...KNOWN, status: 500, error: 'connect ECONNREFUSED' }

const check = (id: string, { trace }: Told) => tasks.find((task) => task.id === id)?.check(trace)

describe('an expired row', () => {
  const met = () =>
    new Told()
      .run()
      .holds('postgres', 'a')
      .visit({ ...KNOWN, load: 'record-missing' })

  it('is pruned when it goes by itself', () => {
    expect(check('pruned', met())?.done).toBe(false)
    expect(check('pruned', met().holds('postgres'))?.done).toBe(true)
  })

  it('is not pruned when the stores were emptied by hand', () => {
    expect(check('pruned', met().add({ type: 'stores.emptied' }).holds('postgres'))?.done).toBe(false)
  })
})

describe('the missing table', () => {
  const error = 'relation "session_pkey" already exists'

  it('is not found where the store makes it, and the hint says what to take out', () => {
    const told = new Told().run().visit({ store: 'PGStore', sid: 'a', error })
    expect(check('missing', told)).toMatchObject({
      done: false,
      hint: expect.stringContaining('take createTableIfMissing out') as unknown,
    })
  })
})

describe('the outage', () => {
  const away = () => new Told().run().engine('postgres', 'stopped')

  it('was met by Alice, whoever came without a cookie besides', () => {
    const hint = /Now start PostgreSQL again/
    expect(check('down', away().visit({ browser: 'bob' }).visit(IN_VAIN))?.hint).toMatch(hint)
    expect(check('down', away().visit(IN_VAIN).visit({ browser: 'bob' }))?.hint).toMatch(hint)
  })

  it('was met only by somebody without a cookie', () => {
    expect(check('down', away().visit({ browser: 'bob' }))?.hint).toMatch(/brought no cookie/)
  })

  it('is over, and what an earlier one showed does not say that this one was met', () => {
    const again = away().visit(IN_VAIN).engine('postgres', 'running').run().engine('postgres', 'stopped')
    expect(check('down', again)?.hint).toMatch(/PostgreSQL is stopped/)
  })
})
