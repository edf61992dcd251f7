import { answeredWith, lastVisit, seen, setsCookie, unseen } from '../../kit/option-seen'
import type { OptionSet } from '../../kit/store-option'
import { answered } from '../../kit/checks'
import { cookiesSent, cookiesSet } from '../../kit/wire'
import { halfAnHour, visit } from '../../kit/option-steps'
import { bring, login, replacing } from './traffic'

const BASE = `const express = require('express')
const cookieSession = require('cookie-session')

const app = express()

app.use(cookieSession({ keys: ['the key'] }))

app.get('/', (req, res) => {
  res.send(req.session.user ? \`Hello \${req.session.user}\` : 'Who are you?')
})

app.get('/login/:name', (req, res) => {
  req.session.user = req.params.name
  res.send(\`Hello \${req.params.name}\`)
})

app.listen(3000)
`

const OPTIONS = "{ keys: ['the key'] }"
const using = (options: string) => replacing(OPTIONS, options)

/** Alice's session, signed with 'the old key' at some earlier time. */
const FROM_BEFORE =
  'session=eyJ1c2VyIjoiYWxpY2UiLCJyb2xlIjoiY3VzdG9tZXIifQ==; session.sig=40FoDSmkaLspECc1o85jExi74dY'

/** cookie-session 2.1.1: its keys, its name, its age and its flags. */
export const cookieSession: OptionSet = {
  module: 'cookie-session',
  base: { 'app.js': BASE },
  options: [
    {
      name: 'keys',
      purpose:
        'The first key signs, every one of them is accepted. So a new key can come while old cookies live.',
      fallback: 'none; `secret` stands for a single key',
      values: [
        {
          text: "keys: ['the new key', 'the old key']",
          edits: using("{ keys: ['the new key', 'the old key'] }"),
          against: { text: "keys: ['the new key']", edits: using("{ keys: ['the new key'] }") },
          scenario: [bring(FROM_BEFORE)],
          see: 'A cookie from the time of the old key is accepted, and its signature is made anew on the way.',
          check: (trace) => answeredWith(trace, /^Hello alice$/),
        },
      ],
    },
    {
      name: 'name',
      purpose: 'What the cookie is called. The signature’s cookie is called the same, with .sig behind it.',
      fallback: '`session`',
      values: [
        {
          text: "name: 'visit'",
          edits: using("{ name: 'visit', keys: ['the key'] }"),
          scenario: [login],
          see: 'The names in Alice’s jar.',
          check: (trace) => setsCookie(trace, ({ name }) => name === 'visit'),
        },
      ],
    },
    {
      name: 'maxAge',
      purpose: 'Milliseconds until the browser forgets the cookie. A copy of it stays good.',
      fallback: 'until the browser is closed',
      values: [
        {
          text: 'maxAge: 10 * 60 * 1000',
          edits: using("{ maxAge: 10 * 60 * 1000, keys: ['the key'] }"),
          scenario: [login, halfAnHour, visit],
          see: 'Half an hour later Alice’s jar is empty, and she is a stranger.',
          check: (trace) => {
            const last = lastVisit(trace)
            if (!last) return unseen('The app gave no answer.')
            return cookiesSent(last).size === 0
              ? seen('Alice’s browser had no cookie to send any more.', last)
              : unseen('Alice’s browser still sent its cookie.')
          },
        },
      ],
    },
    {
      name: 'signed',
      purpose: 'Whether a signature goes along. Without it anybody can write what he likes.',
      fallback: '`true`',
      values: [
        {
          text: 'signed: false',
          edits: using('{ signed: false }'),
          scenario: [bring('session=eyJ1c2VyIjoibWFsbG9yeSJ9')],
          see: 'A cookie that nobody signed, made up by hand, and the server believes it.',
          check: (trace) => answeredWith(trace, /^Hello mallory$/),
        },
      ],
    },
    {
      name: 'httpOnly',
      purpose: 'Keeps the cookie from scripts in the page.',
      fallback: '`true`',
      values: [
        {
          text: 'httpOnly: false',
          edits: using("{ httpOnly: false, keys: ['the key'] }"),
          scenario: [login],
          see: 'The Set-Cookie line without HttpOnly: now document.cookie shows it to every script.',
          check: (trace) => setsCookie(trace, (_, raw) => !/;\s*httponly/i.test(raw)),
        },
      ],
    },
    {
      name: 'secure',
      purpose: 'Sends the cookie over https only. Over http this module sets none at all, and tells nobody.',
      fallback: 'the connection decides',
      values: [
        {
          text: 'secure: true',
          edits: using("{ secure: true, keys: ['the key'] }"),
          scenario: [login],
          see: 'The app says hello, and there is no Set-Cookie in its answer.',
          check: (trace) => {
            const visits = answered(trace)
            const last = visits.at(-1)
            const count = visits.flatMap(cookiesSet).length
            return last && count === 0
              ? seen('No Set-Cookie went out over http.', last)
              : unseen(`${String(count)} cookies were set.`)
          },
        },
      ],
    },
    {
      name: 'sameSite',
      purpose: 'Whether the cookie goes along with requests that start on another site.',
      fallback: 'not set; the standard, and this lab, then take Lax',
      values: [
        {
          text: "sameSite: 'strict'",
          edits: using("{ sameSite: 'strict', keys: ['the key'] }"),
          scenario: [login],
          see: 'The Set-Cookie line says SameSite=Strict.',
          check: (trace) => setsCookie(trace, (_, raw) => /;\s*samesite=strict/i.test(raw)),
        },
      ],
    },
  ],
}
