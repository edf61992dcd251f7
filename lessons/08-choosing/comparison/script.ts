import type { Contestant, PlainStep, Stage } from '../../kit/comparison'

const ask = (url: string, method = 'GET'): PlainStep => ({
  do: 'request',
  browser: 'alice',
  request: { method, url },
})
const visit = ask('/')
const times = (count: number, step: PlainStep): PlainStep[] => Array.from({ length: count }, () => step)

/** Requests that are timed; the ones before them open connections and make tables. */
export const TIMED = 20

/** How long an engine that came back has until the app must have found it. */
const FIND_AGAIN_MS = 1500

const engine = ({ engine: kind }: Contestant, action: 'start' | 'stop'): PlainStep[] =>
  kind === null ? [] : [{ do: 'engine', kind, action }]

/** The same for every storage; only who has an engine can lose it. */
export const stages: readonly Stage[] = [
  { id: 'visit', doing: 'starts and is visited', steps: () => [{ do: 'run' }, visit, visit, visit] },
  { id: 'speed', doing: `answers ${String(TIMED)} requests, timed`, steps: () => times(TIMED, visit) },
  { id: 'restart', doing: 'is restarted', steps: () => [{ do: 'restart' }, visit] },
  {
    id: 'instances',
    doing: 'runs twice, in turns',
    steps: () => [
      { do: 'clear', browser: 'alice' },
      { do: 'settings', settings: { instances: 2 } },
      ...times(4, visit),
      { do: 'settings', settings: { instances: 1 } },
    ],
  },
  {
    id: 'revoke',
    doing: 'logs Alice out, and her old cookie is used',
    steps: () => [
      { do: 'clear', browser: 'alice' },
      ask('/login/Alice', 'POST'),
      ask('/me'),
      ask('/logout', 'POST'),
      {
        do: 'request',
        browser: 'bob',
        request: { url: '/me', headers: [['Cookie', '{{alice sent}}']] },
      },
    ],
  },
  {
    id: 'death',
    doing: 'loses its server and gets it back',
    steps: (contestant) =>
      contestant.engine === null
        ? []
        : [
            { do: 'clear', browser: 'alice' },
            visit,
            ...engine(contestant, 'stop'),
            visit,
            ...engine(contestant, 'start'),
            { do: 'wait', ms: FIND_AGAIN_MS },
            visit,
          ],
  },
]
