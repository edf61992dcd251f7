import type { Prediction } from '../kit/lesson'
import { livedThroughOutage, replays, returns } from './seen'

export const predictions: readonly Prediction[] = [
  {
    id: 'old-cookie',
    beforeTask: 'thief',
    question:
      'With cookie-session, Alice signs in. Somebody copies her cookie. Then she logs out. What does the copy open?',
    options: [
      { id: 'page', text: 'Her page, as before' },
      { id: 'nothing', text: 'Nothing: she has logged out' },
    ],
    judge: (trace) => {
      const copies = replays(trace).filter(({ place }) => place === 'cookie')
      if (copies.length === 0) return null
      return copies.some(({ believed }) => believed)
        ? {
            option: 'page',
            because:
              'Her browser deleted its cookie. But the copy holds the data and a valid signature, and the server keeps no list of who has left.',
          }
        : { option: 'nothing', because: 'The app did not believe the copy.' }
    },
  },
  {
    id: 'redis-restarts',
    beforeTask: 'death',
    question:
      'Redis restarts while the app is running. Alice comes back with her cookie. What about her count?',
    options: [
      { id: 'kept', text: 'It goes on' },
      { id: 'lost', text: 'It begins anew' },
      { id: 'error', text: 'The app answers with an error for ever' },
    ],
    judge: (trace) => {
      const back = returns(trace).find((one) => one.place === 'redis' && livedThroughOutage(trace, one))
      if (!back) return null
      return back.kept
        ? { option: 'kept', because: 'This Redis writes to disk, so it could read the session again.' }
        : {
            option: 'lost',
            because:
              'This Redis keeps its data in memory alone, as a cache does. The app connected again by itself, and the record was gone.',
          }
    },
  },
]
