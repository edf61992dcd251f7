import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { faultOf } from './faults'

const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

/** The error as an emitter throws it when nobody listens. */
function unheard(error: Error): unknown {
  try {
    new EventEmitter().emit('error', error)
  } catch (thrown) {
    return thrown
  }
  return null
}

describe('a broken connection that ends the app', () => {
  it.each([
    refused(),
    Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
    new Error('Socket closed unexpectedly'),
    new Error('Connection terminated unexpectedly'),
  ])('%s: the hint names the line that is missing', (error) => {
    expect(faultOf(unheard(error), 'uncaught').hint).toContain("client.on('error'")
  })

  it('is told from one that the app threw itself, and from any other event', () => {
    expect(faultOf(refused(), 'uncaught').hint).toBeNull()
    expect(faultOf(unheard(new Error('out of coffee')), 'uncaught').hint).toBeNull()
  })
})
