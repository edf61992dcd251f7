import type { Case } from './case.fixture'

const HTTPS = { 'x-forwarded-proto': 'https' }
const KEPT_BACK = ['+save modified', '-set-cookie not-secured']
const SENT = ['+save modified', '+set-cookie new-and-modified']
const trusting: Pick<Case, 'setup'> = { setup: (app) => app.set('trust proxy', 1) }

/** secure, sameSite, cookie as a function, and who is trusted about https. */
export const COOKIE_CASES: readonly Case[] = [
  {
    name: 'secure over plain http',
    options: { cookie: { secure: true } },
    requests: [{}, { headers: HTTPS }],
    decisions: [KEPT_BACK, KEPT_BACK],
    observed: [
      {
        type: 'decision',
        reason: 'not-secured',
        facts: {
          cookieSecure: true,
          requestSecure: false,
          forwardedProto: null,
          trustProxy: 'trust proxy: false',
        },
      },
      { type: 'decision', reason: 'not-secured', facts: { forwardedProto: 'https' } },
    ],
  },
  {
    name: 'secure behind a proxy that Express trusts',
    ...trusting,
    options: { cookie: { secure: true } },
    requests: [{ headers: HTTPS }, { headers: { 'x-forwarded-proto': 'http' }, cookie: null }],
    decisions: [SENT, KEPT_BACK],
    observed: [
      {
        type: 'decision',
        reason: 'not-secured',
        facts: { trustProxy: 'trust proxy: 1', forwardedProto: 'http' },
      },
    ],
  },
  {
    name: 'proxy: true reads the header itself',
    options: { proxy: true, cookie: { secure: true } },
    requests: [{ headers: { 'x-forwarded-proto': 'HTTPS, http' } }, { cookie: null }],
    decisions: [SENT, KEPT_BACK],
    observed: [{ type: 'decision', reason: 'not-secured', facts: { trustProxy: 'proxy: true' } }],
  },
  {
    name: 'proxy: false distrusts even what Express trusts',
    ...trusting,
    options: { proxy: false, cookie: { secure: true } },
    requests: [{ headers: HTTPS }],
    decisions: [KEPT_BACK],
    observed: [
      {
        type: 'decision',
        reason: 'not-secured',
        facts: { trustProxy: 'proxy: false', forwardedProto: 'https' },
      },
    ],
  },
  {
    name: 'secure: auto',
    ...trusting,
    options: { cookie: { secure: 'auto' } },
    requests: [{}, { headers: HTTPS, cookie: null }],
    decisions: [SENT, SENT],
    observed: [{ type: 'session', moment: 'after', cookie: { secure: true } }],
  },
  {
    name: 'secure: auto turns into a refusal when the session comes back over http',
    ...trusting,
    options: { rolling: true, cookie: { secure: 'auto' } },
    requests: [{ headers: HTTPS }, {}],
    decisions: [SENT, ['-set-cookie not-secured']],
  },
  {
    name: 'sameSite: auto',
    ...trusting,
    options: { cookie: { secure: 'auto', sameSite: 'auto' } },
    requests: [{}, { headers: HTTPS, cookie: null }],
    decisions: [SENT, SENT],
    observed: [
      { type: 'session', moment: 'after', cookie: { sameSite: 'lax', secure: false } },
      { type: 'session', moment: 'after', cookie: { sameSite: 'none', secure: true } },
    ],
  },
  ...(['strict', 'lax', 'none', true, false] as const).map((sameSite): Case => ({
    name: `sameSite ${String(sameSite)}`,
    options: { cookie: { sameSite, httpOnly: false, domain: 'localhost', path: '/', maxAge: 1000 } },
    requests: [{}, {}],
    decisions: [SENT, ['+set-cookie expiry-moved']],
  })),
  {
    name: 'cookie as a function',
    options: {
      cookie: (req: { url: string }) => ({ maxAge: 1000, path: '/', secure: req.url === '/look' }),
    },
    requests: [{}, {}, { path: '/look' }],
    decisions: [SENT, ['+set-cookie expiry-moved'], ['-set-cookie browser-holds-id']],
  },
  {
    name: 'cookie as a function that says auto is never resolved',
    options: { cookie: () => ({ secure: 'auto' }) },
    requests: [{}],
    decisions: [KEPT_BACK],
  },
  {
    name: 'a cookie that cannot be written',
    options: { cookie: { path: '/\u0000' } },
    requests: [{ path: '/\u0000'.slice(0, 1) }],
  },
  {
    name: 'a sameSite nobody knows',
    options: { cookie: { sameSite: 'sometimes' } },
    requests: [{}],
    decisions: [['+save modified', '-set-cookie cookie-invalid']],
    observed: [{ type: 'decision', reason: 'cookie-invalid', facts: { error: 'option sameSite is invalid' } }],
  },
  {
    name: 'priority, partitioned and other Set-Cookie headers',
    options: { cookie: { priority: 'high', partitioned: true, secure: false } },
    setup: (app) =>
      app.use((_req, res, next) => {
        res.setHeader('Set-Cookie', 'a=b')
        next()
      }),
    requests: [{}],
    decisions: [SENT],
  },
  {
    name: 'the app changes the cookie itself',
    routes: (app) =>
      app.get('/long', (req, res) => {
        req.session.cookie.maxAge = 5000
        Object.assign(req.session, { long: true })
        res.send('long')
      }),
    requests: [{}, { path: '/long' }],
    decisions: [SENT, ['+set-cookie expiry-moved']],
    observed: [{ type: 'session', moment: 'after', cookie: { originalMaxAge: 5000 } }],
  },
]
