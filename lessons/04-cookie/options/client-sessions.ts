import { answeredWith, setsCookie } from '../../kit/option-seen'
import type { OptionSet } from '../../kit/store-option'
import { halfAnHour, visit } from '../../kit/option-steps'
import { login, replacing } from './traffic'

const BASE = `const express = require('express')
const sessions = require('client-sessions')

const app = express()

app.use(sessions({ cookieName: 'session', secret: 'keep it secret' }))

app.get('/', (req, res) => {
  res.send(req.session.user ? \`Hello \${req.session.user}\` : 'Who are you?')
})

app.get('/login/:name', (req, res) => {
  req.session.user = req.params.name
  res.send(\`Hello \${req.params.name}\`)
})

app.listen(3000)
`

const OPTIONS = "{ cookieName: 'session', secret: 'keep it secret' }"
const using = (more: string) =>
  replacing(OPTIONS, `{ cookieName: 'session', secret: 'keep it secret', ${more} }`)

/** client-sessions 0.8.0, as older code uses it. */
export const clientSessions: OptionSet = {
  module: 'client-sessions',
  base: { 'app.js': BASE },
  options: [
    {
      name: 'cookieName',
      purpose:
        "What the cookie is called, and the session too: `cookieName: 'visit'` gives you `req.visit`, unless `requestKey` says otherwise.",
      fallback: '`session_state`',
      values: [
        {
          text: "cookieName: 'visit', requestKey: 'session'",
          edits: replacing(OPTIONS, "{ cookieName: 'visit', requestKey: 'session', secret: 'keep it secret' }"),
          scenario: [login],
          see: 'The name in Alice’s jar.',
          check: (trace) => setsCookie(trace, ({ name }) => name === 'visit'),
        },
      ],
    },
    {
      name: 'duration',
      purpose:
        'Milliseconds that a session lasts. The time goes along in plain sight, only protected from change, so a copy ends with it.',
      fallback: 'one day',
      values: [
        {
          text: 'duration: 10 * 60 * 1000',
          edits: using('duration: 10 * 60 * 1000'),
          scenario: [login, halfAnHour, visit],
          see: 'Half an hour later the app does not know Alice.',
          check: (trace) => answeredWith(trace, /^Who are you/),
        },
      ],
    },
    {
      name: 'activeDuration',
      purpose: 'A visit makes a session last at least so long from then on. 0 switches that off.',
      fallback: '5 minutes',
      values: [
        {
          text: 'duration: 40 * 60 * 1000, activeDuration: 40 * 60 * 1000',
          edits: using('duration: 40 * 60 * 1000, activeDuration: 40 * 60 * 1000'),
          against: {
            text: 'duration: 40 * 60 * 1000, activeDuration: 0',
            edits: using('duration: 40 * 60 * 1000, activeDuration: 0'),
          },
          scenario: [login, halfAnHour, visit, halfAnHour, visit],
          see: 'An hour after the login a session of 40 minutes still lives, because Alice came by in between.',
          check: (trace) => answeredWith(trace, /^Hello alice$/),
        },
      ],
    },
    {
      name: 'cookie.ephemeral',
      purpose: 'The browser forgets the cookie when it is closed, instead of after `duration`.',
      fallback: '`false`',
      values: [
        {
          text: 'cookie: { ephemeral: true }',
          edits: using('cookie: { ephemeral: true }'),
          scenario: [login],
          see: 'The Set-Cookie line without an expiry.',
          check: (trace) => setsCookie(trace, (_, raw) => !/;\s*expires=/i.test(raw)),
        },
      ],
    },
  ],
}
