import type { WalkthroughStep } from '../kit/lesson'

const ask = (url: string) => ({ do: 'request', browser: 'alice', request: { url } }) satisfies WalkthroughStep

export const walkthrough: readonly WalkthroughStep[] = [
  {
    do: 'edit',
    file: 'app.js',
    find: "    secret: 'keep it secret',",
    replace: "    store: new RedisStore({ client }),\n    secret: 'keep it secret',",
    say: 'The app is connected to Redis already, and sessions still live in memory. One line changes that.',
    at: 'editor',
  },
  { do: 'run', say: 'Run. From now on Redis keeps the sessions.', at: 'run' },
  {
    ...ask('/add/tea'),
    say: 'One SET, and there is the key: sess: and Alice’s id. Behind it stand the text and a time to live of one day.',
    at: 'record',
  },
  {
    do: 'settings',
    settings: { instances: 2 },
    say: 'Two instances, each with a memory of its own. Both are new: no process that has ever met Alice is left.',
    at: 'server',
  },
  { ...ask('/basket'), say: 'One instance answers: tea.', at: 'page' },
  { ...ask('/basket'), say: 'So does the other. Neither has stored it; both asked Redis.', at: 'timeline' },
  {
    do: 'clock',
    advanceMs: 24 * 3600_000,
    say: 'A day passes without Alice. Redis deletes the key when its time is over; nobody has to ask for it.',
    at: 'store',
  },
  {
    ...ask('/basket'),
    say: 'Her cookie has no age limit, so it still comes. It leads nowhere, and she is a stranger.',
    at: 'decisions',
  },
  {
    do: 'edit',
    file: 'app.js',
    find: "    secret: 'keep it secret',",
    replace: "    cookie: { maxAge: 45 * 60 * 1000 },\n    secret: 'keep it secret',",
    say: 'Now the cookie gets an age limit, and the record takes its time from it: 45 minutes for both.',
    at: 'editor',
  },
  { do: 'run' },
  { ...ask('/add/tea'), say: 'Both clocks begin together.', at: 'record' },
  { do: 'clock', advanceMs: 30 * 60_000, say: 'Half an hour later, 15 minutes are left on both.', at: 'store' },
  {
    ...ask('/basket'),
    say: 'A touch: EXPIRE gives the record its 45 minutes back. No Set-Cookie went out, so the cookie still has 15.',
    at: 'exchange',
  },
  {
    do: 'clock',
    advanceMs: 30 * 60_000,
    say: 'Another half hour. The browser has thrown the cookie away, and the record is still there.',
    at: 'jar',
  },
  {
    ...ask('/add/milk'),
    say: 'Alice begins a new basket, next to her old one. With rolling, the cookie would have been renewed too.',
    at: 'store',
  },
  {
    do: 'engine',
    kind: 'redis',
    action: 'stop',
    say: 'Redis ends. Nobody is asking for anything, and still the app ends too: its client had an error, and nobody listened.',
    at: 'server',
  },
  {
    do: 'edit',
    file: 'app.js',
    find: "createClient({ url: 'redis://localhost:6379' })\n",
    replace:
      "createClient({ url: 'redis://localhost:6379', disableOfflineQueue: true })\nclient.on('error', (error) => console.error('Redis:', error.message))\n",
    say: 'Two precautions: somebody listens, and commands are refused at once instead of waiting in a queue.',
    at: 'editor',
  },
  {
    do: 'engine',
    kind: 'redis',
    action: 'start',
    say: 'Redis starts again, empty: it had written nothing to disk.',
    at: 'engine',
  },
  { do: 'run' },
  {
    do: 'engine',
    kind: 'redis',
    action: 'stop',
    say: 'The same accident once more. This time the app lives on.',
    at: 'server',
  },
  { ...ask('/basket'), say: 'It cannot answer, and says so at once.', at: 'page' },
  {
    do: 'engine',
    kind: 'redis',
    action: 'start',
    say: 'Redis comes back, and the client finds it by itself.',
    at: 'engine',
  },
  {
    do: 'wait',
    ms: 3000,
    say: 'It tries again and again, with longer and longer pauses. Give it a moment.',
    at: 'server',
  },
  {
    ...ask('/basket'),
    say: 'The app answers again without a restart. One store for all servers: quick, shared, with a clock of its own, and one more thing that can fail.',
    at: 'timeline',
  },
]
