import { answered, cameBack } from '../kit/checks'
import { engineEndedBetween } from '../kit/engine-checks'
import type { Prediction } from '../kit/lesson'
import { misses, pagesOf, wasEvicted } from './misses'

export const predictions: readonly Prediction[] = [
  {
    id: 'after-restart',
    beforeTask: 'restarted',
    question: 'Memcached is restarted, the app is not. What will Alice’s GET /read answer?',
    options: [
      { id: 'kept', text: 'Her letter: the app still knows it' },
      { id: 'none', text: 'No letter' },
      { id: 'error', text: 'An error, because the connection broke' },
    ],
    judge: (trace) => {
      if (misses(trace).some(({ ended }) => ended))
        return {
          option: 'none',
          because:
            'Memcached keeps everything in memory and, as nearly everybody runs it, nothing on disk. The app connected again by itself, and its question was answered: there is nothing under this key.',
        }
      const all = answered(trace)
      const kept = all.find(
        (visit) =>
          cameBack(visit) &&
          all.some(
            (before) =>
              before.sid === visit.sid &&
              engineEndedBetween(trace, 'memcached', before.lastEventId, visit.firstEventId),
          ),
      )
      return kept ? { option: 'kept', because: 'The letter did not lie in Memcached.' } : null
    },
  },
  {
    id: 'full',
    beforeTask: 'evicted',
    question: 'This Memcached may use 8 MB, and 120 pages need 12. What will it do?',
    options: [
      { id: 'refuses', text: 'It refuses new pages: out of memory' },
      { id: 'throws-out', text: 'It throws old entries out' },
      { id: 'grows', text: 'It takes more memory' },
    ],
    judge: (trace) => {
      if (misses(trace).some(wasEvicted))
        return {
          option: 'throws-out',
          because:
            'It makes room, by dropping what was not used for longest. For a cache that is right: a page can be made again. Alice’s letter cannot.',
        }
      const visits = answered(trace).filter((visit) => pagesOf(visit) > 0)
      return visits.some((visit) => (visit.response?.status ?? 0) >= 500)
        ? { option: 'refuses', because: 'The pages were refused.' }
        : null
    },
  },
]
