import type { WalkthroughStep } from '../kit/lesson'

const ask = (url: string, browser = 'alice') =>
  ({ do: 'request', browser, request: { url } }) satisfies WalkthroughStep

export const walkthrough: readonly WalkthroughStep[] = [
  {
    do: 'edit',
    file: 'app.js',
    find: "    secret: 'keep it secret',",
    replace:
      "    store: new MemcachedStore({ hosts: 'localhost:11211', prefix: 'sess:' }),\n    secret: 'keep it secret',",
    say: 'Memcached is a cache: values under keys, in memory. One line makes it the store.',
    at: 'editor',
  },
  { do: 'run', say: 'Run.', at: 'run' },
  {
    ...ask('/write'),
    say: 'Alice writes a letter. It lies in Memcached, under a prefix and her id.',
    at: 'record',
  },
  { do: 'restart', say: 'The app restarts.', at: 'server' },
  { ...ask('/read'), say: 'Her letter is there: it lay outside the process.', at: 'page' },
  {
    do: 'engine',
    kind: 'memcached',
    action: 'restart',
    say: 'Now Memcached itself restarts. This one writes nothing to disk.',
    at: 'engine',
  },
  {
    ...ask('/read'),
    say: 'No letter. The app runs, her cookie is good, and everybody is logged out.',
    at: 'decisions',
  },
  { ...ask('/write'), say: 'She writes it once more.', at: 'store' },
  {
    ...ask('/busy/120', 'bob'),
    say: 'A busy hour: the site puts 120 finished pages into the same cache. There is room for 80.',
    at: 'store',
  },
  {
    ...ask('/read'),
    say: 'Nothing failed, and her letter is gone. What was not used for longest had to make room. A cache may forget.',
    at: 'page',
  },
  {
    do: 'engine',
    kind: 'memcached',
    action: 'restart',
    say: 'A restart empties the cache again.',
    at: 'engine',
  },
  {
    do: 'edit',
    file: 'app.js',
    find: "    secret: 'keep it secret',",
    replace: "    cookie: { maxAge: 60 * 24 * 60 * 60 * 1000 },\n    secret: 'keep it secret',",
    say: 'And now a trap. People should stay logged in for 60 days.',
    at: 'editor',
  },
  { do: 'run', say: 'Run it.', at: 'run' },
  { ...ask('/write'), say: 'The letter is written, and Memcached says STORED.', at: 'exchange' },
  {
    ...ask('/read'),
    say: 'It is gone already. A time of more than 30 days counts as a date, in seconds since 1970. That date was long ago.',
    at: 'store',
  },
  {
    do: 'edit',
    file: 'app.js',
    find: "prefix: 'sess:' }",
    replace: "prefix: 'sess:', ttl: 30 * 24 * 60 * 60 }",
    say: 'The store gets a time of its own: 30 days, the most Memcached takes.',
    at: 'editor',
  },
  { do: 'run' },
  ask('/write'),
  {
    ...ask('/read'),
    say: 'Kept. Memcached is quick, shared and small. Put there what you can do without.',
    at: 'record',
  },
]
