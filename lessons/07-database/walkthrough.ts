import type { WalkthroughStep } from '../kit/lesson'

const ask = (url: string, method = 'GET') =>
  ({ do: 'request', browser: 'alice', request: { method, url } }) satisfies WalkthroughStep

const MEND = `pool.on('error', (error) => console.error('A connection broke:', error.message))

const store = new PgStore({
  pool,
  createTableIfMissing: true,
`

export const walkthrough: readonly WalkthroughStep[] = [
  {
    do: 'edit',
    file: 'app.js',
    find: "    secret: 'keep it secret',",
    replace: "    store,\n    secret: 'keep it secret',",
    say: 'The store for PostgreSQL is made, but nobody uses it. One word hands it over.',
    at: 'editor',
  },
  {
    do: 'run',
    say: 'Run. The app starts without a complaint: it has not spoken to the database yet.',
    at: 'run',
  },
  {
    ...ask('/'),
    say: 'Alice gets her page and a cookie. But the store answered with an error: there is no table named session. Her session lies nowhere.',
    at: 'decisions',
  },
  {
    do: 'edit',
    file: 'app.js',
    find: 'const store = new PgStore({\n  pool,\n',
    replace: MEND,
    say: 'createTableIfMissing lets the store make its table. The line above it will matter when the database goes away.',
    at: 'editor',
  },
  { do: 'run', say: 'Run once more.', at: 'run' },
  {
    ...ask('/'),
    say: 'Now there is a table, and in it a row. sid is the id from her cookie, sess is what the app calls req.session, expire says how long it is good for.',
    at: 'record',
  },
  {
    do: 'settings',
    settings: { instances: 2 },
    say: 'Two processes, both new. Neither has ever met Alice.',
    at: 'server',
  },
  { ...ask('/'), say: 'It does not matter who answers. The row is asked, and the count goes on.', at: 'store' },
  {
    ...ask('/login/Alice', 'POST'),
    say: 'She signs in, and it is the other instance that answers. Her name and her role, customer, go into the same row.',
    at: 'record',
  },
  {
    do: 'edit-record',
    kind: 'postgres',
    browser: 'alice',
    data: { user: { name: 'Alice', role: 'staff' } },
    say: 'Now somebody changes that row by hand: the role becomes staff. The app was not asked.',
    at: 'record',
  },
  {
    ...ask('/orders'),
    say: 'The next request believes the row. Whoever may write to this table decides who is who.',
    at: 'page',
  },
  {
    do: 'clock',
    advanceMs: 25 * 3_600_000,
    say: 'A day and an hour pass. The row was good for one day.',
    at: 'timeline',
  },
  {
    ...ask('/'),
    say: 'Alice comes back and gets a new id. The old row is still in the table. The store asks only for rows that have not expired.',
    at: 'store',
  },
  {
    ...ask('/prune'),
    say: 'Only a DELETE removes it. By itself the store sends one every 15 minutes. That is turned off here, and this page sends it now.',
    at: 'commands',
  },
  {
    do: 'engine',
    kind: 'postgres',
    action: 'stop',
    say: 'And now PostgreSQL goes away, as if its machine had failed.',
    at: 'engine',
  },
  {
    ...ask('/'),
    say: 'The app still answers, because it listens for errors of the pool. But it cannot tell who Alice is, and says so with status 500.',
    at: 'page',
  },
  {
    do: 'engine',
    kind: 'postgres',
    action: 'start',
    say: 'PostgreSQL comes back. Nobody touches the app.',
    at: 'engine',
  },
  {
    ...ask('/'),
    say: 'The same id, the same row, and the count goes on. What a database has acknowledged, it keeps.',
    at: 'record',
  },
]
