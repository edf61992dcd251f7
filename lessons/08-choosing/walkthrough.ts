import type { WalkthroughStep } from '../kit/lesson'

const ask = (url: string, method = 'GET') =>
  ({ do: 'request', browser: 'alice', request: { method, url } }) satisfies WalkthroughStep

const swap = (from: string, to: string) =>
  ({
    do: 'edit',
    file: 'app.js',
    find: `const STORE = '${from}'`,
    replace: `const STORE = '${to}'`,
  }) satisfies WalkthroughStep

const replay = (url: string) =>
  ({
    do: 'request',
    browser: 'bob',
    request: { url, headers: [['Cookie', '{{alice sent}}']] },
  }) satisfies WalkthroughStep

export const walkthrough: readonly WalkthroughStep[] = [
  {
    do: 'settings',
    settings: { instances: 2 },
    say: 'This shop runs on two machines. Here two instances stand for them, and requests take turns. Where should its sessions lie?',
    at: 'server',
  },
  {
    ...swap('memory', 'cookie'),
    say: 'One word decides. First: in the cookie itself.',
    at: 'editor',
  },
  { do: 'run', say: 'The rest of the app is the same for every storage.', at: 'run' },
  {
    ...ask('/login/Alice', 'POST'),
    say: 'Alice signs in. There is no record on the server: her name is in the cookie.',
    at: 'jar',
  },
  {
    ...ask('/logout', 'POST'),
    say: 'She logs out, and her browser throws the cookie away. But somebody had copied it.',
    at: 'jar',
  },
  {
    ...replay('/me'),
    say: 'Bob sends the copy. To the server he is Alice. What is in a cookie cannot be taken back.',
    at: 'page',
  },
  { ...swap('cookie', 'redis'), say: 'Next: Redis. Again one word.', at: 'editor' },
  { do: 'run', say: 'The app connects to Redis when it starts.', at: 'run' },
  { ...ask('/'), say: 'Her session is a key in Redis now. Quick, and shared by all processes.', at: 'record' },
  {
    do: 'engine',
    kind: 'redis',
    action: 'restart',
    say: 'Redis is restarted. It keeps its data in memory. The client connects again by itself.',
    at: 'engine',
  },
  { ...ask('/'), say: 'Visit 1. The cookie was good, the record was gone.', at: 'decisions' },
  { ...swap('redis', 'postgres'), say: 'And last: a table in PostgreSQL.', at: 'editor' },
  { do: 'run', say: 'Two processes with one table between them.', at: 'run' },
  { ...ask('/'), say: 'One process stores her session.', at: 'record' },
  {
    do: 'engine',
    kind: 'postgres',
    action: 'restart',
    say: 'PostgreSQL is restarted between two visits.',
    at: 'engine',
  },
  {
    ...ask('/'),
    say: 'The other process answers, and the count goes on: over two processes and over a restart of the database.',
    at: 'record',
  },
  { ...ask('/logout', 'POST'), say: 'Alice logs out. The row is deleted.', at: 'store' },
  {
    ...replay('/'),
    say: 'The old cookie opens nothing. Whoever keeps the record decides when a session ends. That is the whole art of choosing: what must survive, and what must be able to end.',
    at: 'page',
  },
]
