import type { WalkthroughStep } from '../kit/lesson'

const ask = (url: string, browser = 'alice') =>
  ({ do: 'request', browser, request: { url } }) satisfies WalkthroughStep

const decode = ask('/decode?text={{alice cookie session}}', 'bob')

const replay = {
  do: 'request',
  browser: 'bob',
  request: { url: '/', headers: [['Cookie', '{{alice sent}}']] },
} satisfies WalkthroughStep

export const walkthrough: readonly WalkthroughStep[] = [
  {
    do: 'run',
    say: 'No store is named in this code, and none is used. cookie-session puts the data itself into the cookie.',
    at: 'editor',
  },
  {
    ...ask('/login/alice'),
    say: 'Alice logs in. Two cookies come back: session holds her data, session.sig its signature.',
    at: 'jar',
  },
  {
    ...decode,
    say: 'Bob has got hold of the value. He needs no key to read it: it is JSON in base64, nothing more.',
    at: 'page',
  },
  {
    do: 'edit-record',
    kind: 'cookie',
    browser: 'alice',
    data: { role: 'admin' },
    say: 'Reading is easy, so is writing. Alice’s cookie says now that she is an admin.',
    at: 'store',
  },
  {
    ...ask('/'),
    say: 'The signature no longer fits the text. The server ignores the whole cookie and asks who she is.',
    at: 'decisions',
  },
  { ...ask('/login/alice'), say: 'She logs in again and begins to take notes.', at: 'jar' },
  { ...ask('/note'), say: 'Every note makes the cookie longer, and it travels with each request.', at: 'jar' },
  ask('/note'),
  { ...ask('/note'), say: 'A browser keeps 4096 bytes of name and value. Three notes just fit.', at: 'jar' },
  {
    ...ask('/note'),
    say: 'The fourth does not. The app says that it is kept, with status 200. The browser has dropped the cookie without a word.',
    at: 'exchange',
  },
  {
    ...ask('/'),
    say: 'And now it does not know her any more. The new signature was small enough and was kept; it does not fit the old text.',
    at: 'decisions',
  },
  { ...ask('/login/alice'), say: 'She logs in once more, without her notes.', at: 'jar' },
  {
    ...ask('/logout'),
    say: 'Alice logs out. Her browser is asked to delete both cookies, and does so.',
    at: 'jar',
  },
  {
    ...replay,
    say: 'Bob sends a copy of her old header. He is Alice: the server has no list in which her session could have ended.',
    at: 'page',
  },
  {
    do: 'files',
    from: 'solution',
    say: 'Now the cookie gets sealed. iron-session encrypts it with a password; it has to be opened and saved by hand.',
    at: 'editor',
  },
  { do: 'run', say: 'Run the sealed version.', at: 'run' },
  { ...ask('/login/alice'), say: 'One cookie now, and it begins with Fe26.2.', at: 'jar' },
  { ...decode, say: 'Bob tries to read it and finds noise.', at: 'page' },
  { ...ask('/logout'), say: 'Alice logs out once more. Her jar is empty.', at: 'jar' },
  {
    ...replay,
    say: 'Bob cannot read the old cookie, but he can send it, and he is Alice again. What must be ended at once needs a record on the server.',
    at: 'page',
  },
]
