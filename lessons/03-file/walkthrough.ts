import type { WalkthroughStep } from '../kit/lesson'

const visit = { do: 'request', browser: 'alice', request: { url: '/' } } satisfies WalkthroughStep

export const walkthrough: readonly WalkthroughStep[] = [
  { say: 'FileStore is imported here, but nobody uses it. Sessions still live in memory.', at: 'editor' },
  {
    do: 'edit',
    file: 'app.js',
    find: "    secret: 'keep it secret',",
    replace: "    store: new FileStore({ path: './sessions' }),\n    secret: 'keep it secret',",
    say: 'One line changes the place. The rest of the app does not notice.',
    at: 'editor',
  },
  { do: 'run', say: 'Run, so that the new code is used.', at: 'run' },
  {
    ...visit,
    say: 'Alice’s first visit writes a file. Its name is her session id, the same one that stands in her cookie.',
    at: 'store',
  },
  {
    say: 'Open it and you can read it: it is JSON. The count, the cookie’s settings, and a time.',
    at: 'record',
  },
  { do: 'restart', say: 'The process ends, a new one begins. The folder does not care.', at: 'server' },
  {
    ...visit,
    say: 'The new process has never met Alice. It reads the file her cookie names, and counts on: visit 2.',
    at: 'session',
  },
  {
    do: 'request',
    browser: 'alice',
    request: { url: '/about' },
    say: 'This page changes nothing. Still the file is written: __lastAccess moves, so that her session does not run out while she reads.',
    at: 'record',
  },
  {
    do: 'forget',
    kind: 'file',
    browser: 'alice',
    say: 'Now somebody deletes her file. Her browser does not know.',
    at: 'store',
  },
  {
    ...visit,
    say: 'The signature is valid, the file is gone. To the server she is a stranger, and she gets a new id.',
    at: 'decisions',
  },
  {
    say: 'Look how long that lookup took. The store hoped the file would turn up, and tried five more times.',
    at: 'timeline',
  },
  {
    do: 'edit',
    file: 'app.js',
    find: "{ path: './sessions' }",
    replace: "{ path: './sessions', retries: 0 }",
    say: 'A missing file is no accident here, it is the normal end of a session. So do not wait for it.',
    at: 'editor',
  },
  { do: 'run', say: 'Once more a run. The folder stays.', at: 'run' },
  { ...visit, say: 'A visit with her new cookie, still good after the run.', at: 'record' },
  { do: 'forget', kind: 'file', browser: 'alice', say: 'The file is deleted once more.', at: 'store' },
  {
    ...visit,
    say: 'The same answer, without the wait. Files remember over restarts, and anyone with a text editor can read them. That is their strength and their weakness.',
    at: 'timeline',
  },
]
