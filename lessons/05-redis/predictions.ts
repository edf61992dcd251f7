import type { ExchangeView } from '../../protocol/model/views'
import { answered, decided, decision, goesTo } from '../kit/checks'
import { advancedBetween, ageLimit } from '../kit/engine-checks'
import type { Prediction } from '../kit/lesson'
import { diedWithRedis, outlivedRedis } from './outage'

/** A visit of the question: GET /basket by somebody known, whose session has an age limit and was not saved again. */
const changedNothing = (visit: ExchangeView) =>
  goesTo('/basket')(visit) &&
  ageLimit(visit) !== null &&
  visit.sidSent === visit.sid &&
  decision(visit, 'save')?.taken !== true

export const predictions: readonly Prediction[] = [
  {
    id: 'which-clock',
    beforeTask: 'clocks',
    question:
      'Cookie and record both have 45 minutes. After 30 of them Alice sends GET /basket, which changes nothing. Which of the two is wound up again?',
    options: [
      { id: 'both', text: 'Both' },
      { id: 'record', text: 'Only the record' },
      { id: 'cookie', text: 'Only the cookie' },
      { id: 'none', text: 'Neither, because nothing changed' },
    ],
    judge: (trace) => {
      const visit = answered(trace)
        .filter(changedNothing)
        .findLast((one) => advancedBetween(trace, 0, one.firstEventId) > 0)
      if (!visit) return null
      const record = decision(visit, 'touch')?.taken === true
      const cookie = decision(visit, 'set-cookie')?.taken === true
      if (record && !cookie)
        return {
          option: 'record',
          because:
            'express-session touched the record, so Redis counts down from 45 minutes again. A browser learns of a new time by a Set-Cookie alone, and none was sent.',
        }
      const isRolling = decided(visit, 'set-cookie', 'rolling')
      if (record)
        return {
          option: 'both',
          because: `The cookie was sent again too${isRolling ? ', because rolling is on' : ''}.`,
        }
      return cookie
        ? { option: 'cookie', because: 'The cookie was sent again, and the record was left alone.' }
        : { option: 'none', because: 'The record was not touched, and no cookie was sent.' }
    },
  },
  {
    id: 'redis-ends',
    beforeTask: 'dies',
    question: 'Redis ends while nobody is asking for anything. What happens to the app?',
    options: [
      { id: 'nothing', text: 'Nothing, until the next request needs a session' },
      { id: 'waits', text: 'It waits until Redis is back' },
      { id: 'ends', text: 'It ends too' },
    ],
    judge: (trace) => {
      if (diedWithRedis(trace))
        return {
          option: 'ends',
          because:
            'The client noticed the broken connection and emitted an error event. An error event that nobody listens to ends a Node process, whether a request is under way or not.',
        }
      return outlivedRedis(trace)
        ? { option: 'waits', because: 'Somebody listens to the client’s error event, so the app lived on.' }
        : null
    },
  },
]
