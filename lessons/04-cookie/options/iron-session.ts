import { answeredWith, seen, setsCookie, unseen } from '../../kit/option-seen'
import { answered } from '../../kit/checks'
import type { OptionSet } from '../../kit/store-option'
import { halfAnHour, visit } from '../../kit/option-steps'
import { bring, login, replacing } from './traffic'

/** Alice's session, sealed with the old password at some earlier time; this seal has no end. */
const FROM_BEFORE =
  'session=Fe26.2*1*82d6bed4dc4b9ddbc1672ae4f34e55726d04e10c144c26e123e206361ac97fe0*JtJEPMjbZ_Wy_teBqhVLUA*3hc3gwuxuGaS9Vr_XPSXSsUfGIUuhtJzLrv_OyMz5YOt4_1txkbZ9XHtP5wFUZzN**d88de5b84b55f9e86b252ea6503b28016ade04fb204a2abb5a959201105f65f4*uL7Fy7T6JL4NZDhxGnKaD2J2OYl5nTCMskgo-KIodxs~2'

const PASSWORD = "  password: 'keep it secret, and make it long',\n"
const NEW = 'the new password, long enough too'
const OLD = 'the old password, long enough now'

/** iron-session 8.0.4, on the solution of this lesson. */
export const ironSession: OptionSet = {
  module: 'iron-session',
  options: [
    {
      name: 'password',
      purpose:
        'At least 32 characters. Several of them, by number: the highest seals, and each opens what it has sealed.',
      fallback: 'must be given',
      values: [
        {
          text: "password: { 2: 'the new …', 1: 'the old …' }",
          edits: replacing(PASSWORD, `  password: { 2: '${NEW}', 1: '${OLD}' },\n`),
          against: {
            text: "password: 'the new …'",
            edits: replacing(PASSWORD, `  password: '${NEW}',\n`),
          },
          scenario: [bring(FROM_BEFORE)],
          see: 'A seal from the time of the old password is opened.',
          check: (trace) => answeredWith(trace, /^alice is a customer/),
        },
      ],
    },
    {
      name: 'ttl',
      purpose:
        'Seconds until the seal ends. The date goes along in plain sight, only protected from change, so a copy ends too. The cookie ends a minute before.',
      fallback: 'two weeks',
      values: [
        {
          text: 'ttl: 600',
          edits: replacing(PASSWORD, `${PASSWORD}  ttl: 600,\n`),
          scenario: [login, visit, halfAnHour, bring('{{alice sent}}')],
          see: 'Half an hour later Bob sends a copy of her cookie, and it is worth nothing.',
          check: (trace) => answeredWith(trace, /^Who are you/),
        },
      ],
    },
    {
      name: 'cookieName',
      purpose: 'What the cookie is called.',
      fallback: 'must be given',
      values: [
        {
          text: "cookieName: 'sealed-visit'",
          edits: replacing("cookieName: 'session'", "cookieName: 'sealed-visit'"),
          scenario: [login],
          see: 'The name in Alice’s jar.',
          check: (trace) => setsCookie(trace, ({ name }) => name === 'sealed-visit'),
        },
      ],
    },
    {
      name: 'cookieOptions',
      purpose:
        'The cookie’s flags. `secure` and `httpOnly` are on and `sameSite` is lax unless you say otherwise.',
      fallback: 'secure, httpOnly, lax',
      values: [
        {
          text: 'cookieOptions: {}',
          edits: replacing('cookieOptions: { secure: false }', 'cookieOptions: {}'),
          scenario: [login],
          see: 'The cookie is Secure now, and the browser refuses it over plain http.',
          check: (trace) => {
            const visit = answered(trace).at(-1)
            const refused = visit?.receivedVerdicts.find(({ outcome }) => outcome === 'rejected')
            return visit && refused ? seen(refused.sentence, visit) : unseen('The browser kept the cookie.')
          },
        },
      ],
    },
  ],
}
