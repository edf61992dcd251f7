import type { Prediction } from '../kit/lesson'
import { decodeSession } from '../kit/wire'
import { believed, forgeries } from './forgeries'
import { refusedSignature, replays, wasAccepted, wasRefused } from './replayed'

export const predictions: readonly Prediction[] = [
  {
    id: 'forged',
    beforeTask: 'forged',
    question: 'Alice’s cookie now says that she is an admin. What will the server make of it?',
    options: [
      { id: 'admin', text: 'She is an admin' },
      { id: 'customer', text: 'She is still a customer' },
      { id: 'nobody', text: 'It does not know her any more' },
    ],
    judge: (trace) => {
      const visit = forgeries(trace).find((one) => refusedSignature(one) || believed(trace, one))
      if (!visit) return null
      return refusedSignature(visit)
        ? {
            option: 'nobody',
            because:
              'The signature belongs to the old text. It does not fit the new one, so the whole cookie counts for nothing, her name included. There is no copy on the server to fall back on.',
          }
        : { option: 'admin', because: 'Nothing is signed here, so the server believes whatever it reads.' }
    },
  },
  {
    id: 'replay',
    beforeTask: 'replayed',
    question:
      'Alice logs out. Bob has kept a copy of her old cookie and sends it. What will the server answer?',
    options: [
      { id: 'works', text: 'It takes him for Alice' },
      { id: 'ended', text: 'It says that this session has ended' },
      { id: 'stranger', text: 'It asks who he is' },
    ],
    judge: (trace) => {
      const all = replays(trace, (value) => decodeSession(value) !== null)
      if (all.some(wasAccepted))
        return {
          option: 'works',
          because:
            'A logout asks one browser to forget. The server keeps no list of sessions, so it cannot tell an old cookie from a current one: the signature is as good as ever.',
        }
      return all.some(wasRefused)
        ? { option: 'stranger', because: 'The key had changed meanwhile, so the old signature did not fit.' }
        : null
    },
  },
]
