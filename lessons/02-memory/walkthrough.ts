import type { WalkthroughStep } from '../kit/lesson'

const health = {
  do: 'request',
  browser: 'bob',
  request: {
    url: '/health',
    initiator: { type: 'fetch', origin: 'http://monitor.example', credentials: 'omit' },
  },
} satisfies WalkthroughStep

const ask = (url: string) => ({ do: 'request', browser: 'alice', request: { url } }) satisfies WalkthroughStep

export const walkthrough: readonly WalkthroughStep[] = [
  {
    do: 'run',
    say: 'No store is named in this code. So express-session uses its default, MemoryStore: a plain object in the memory of the process.',
    at: 'editor',
  },
  { ...ask('/add/tea'), say: 'Alice puts tea into her basket. Her record appears in the heap.', at: 'store' },
  { ...ask('/add/milk'), say: 'And milk. The same record grew; no other place has it.', at: 'record' },
  {
    do: 'restart',
    say: 'The server restarts. A new process has a new memory, and it is empty.',
    at: 'server',
  },
  {
    ...ask('/basket'),
    say: 'Alice’s cookie is genuine, but its id leads to nothing. She gets an empty basket and no explanation.',
    at: 'decisions',
  },
  {
    ...health,
    say: 'Now a monitor comes by. It keeps no cookies, so it is a stranger on every visit.',
    at: 'store',
  },
  { ...health, say: 'Second visit, second record.' },
  {
    ...health,
    say: 'Third visit, third record. Nobody will ever come back for these. At one visit a second that makes 86,400 a day.',
    at: 'store',
  },
  {
    do: 'edit',
    file: 'app.js',
    find: 'saveUninitialized: true',
    replace: 'saveUninitialized: false',
    say: 'The monitor put nothing into its session. With saveUninitialized off, an empty session is not stored.',
    at: 'editor',
  },
  { do: 'run', say: 'Run, and let the monitor come again.', at: 'run' },
  { ...health, say: 'The monitor again. No record, no Set-Cookie.', at: 'decisions' },
  health,
  { ...ask('/add/tea'), say: 'And Alice’s basket still works, because it holds something.', at: 'record' },
  {
    do: 'settings',
    settings: { instances: 2 },
    say: 'One more trouble. A busy site runs two processes, and requests take turns.',
    at: 'server',
  },
  { ...ask('/add/tea'), say: 'One instance has Alice’s tea now, and only that one.', at: 'store' },
  {
    ...ask('/basket'),
    say: 'The other instance never heard of her: an empty basket. Same cookie, other memory.',
    at: 'decisions',
  },
  {
    ...ask('/basket'),
    say: 'Back at the first one, the tea is there again. A basket that comes and goes means sessions in memory. They need a place that all processes share.',
    at: 'timeline',
  },
]
