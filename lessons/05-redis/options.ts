import type { TraceModel } from '../../protocol/model/views'
import { answered, goesTo } from '../kit/checks'
import type { ScenarioStep } from '../kit/lesson'
import { halfAnHour } from '../kit/option-steps'
import { recordIs, seen, unseen } from '../kit/option-seen'
import type { FileEdit } from '../../protocol/with-edits'
import type { OptionEffect, OptionSet, StoreOption } from '../kit/store-option'

const ask = (url: string): ScenarioStep => ({ do: 'request', browser: 'alice', request: { url } })

const using = (options: string): FileEdit => ({
  file: 'app.js',
  find: 'new RedisStore({ client })',
  replace: `new RedisStore(${options})`,
})
const withoutMaxAge: FileEdit = {
  file: 'app.js',
  find: '    cookie: { maxAge: 45 * 60 * 1000 },\n',
  replace: '',
}
const counting: FileEdit = {
  file: 'app.js',
  find: 'app.listen(3000)',
  replace: `app.get('/count', (req, res, next) => {
  req.sessionStore.length((error, count) => (error ? next(error) : res.send(\`\${count} sessions\`)))
})

app.listen(3000)`,
}

/** Something like this was, or was not, said to Redis by the last visit that said anything. */
function said(trace: TraceModel, verb: string, isSo: (text: string) => boolean): OptionEffect {
  const commands = trace.events.filter((event) => event.type === 'engine.command' && event.kind === 'redis')
  const spoken = commands.flatMap((event) => (event.type === 'engine.command' ? [event] : []))
  const matching = spoken.filter((command) => command.verb.toUpperCase() === verb)
  const found = matching.find(({ text }) => isSo(text))
  const other = matching[0]?.text ?? 'nothing of the kind'
  return found
    ? { seen: true, what: `The app said ${found.text.slice(0, 160)}`, at: found.id }
    : unseen(`The app said ${other.slice(0, 160)}.`)
}

const options: readonly StoreOption[] = [
  {
    name: 'prefix',
    purpose: 'Stands before each id. Give every app its own when several share one Redis.',
    fallback: '`sess:`',
    values: [
      {
        text: "prefix: 'shop:'",
        edits: [using("{ client, prefix: 'shop:' }")],
        scenario: [ask('/add/tea')],
        see: 'The key on the store card.',
        check: (trace) =>
          recordIs(
            trace,
            'redis',
            ({ where }) => where.startsWith('shop:'),
            ({ where }) => `Her key is ${where}.`,
          ),
      },
    ],
  },
  {
    name: 'ttl',
    purpose:
      'Seconds to live for a session whose cookie has no `maxAge`. With a `maxAge` the cookie decides, unless `ttl` is a function.',
    fallback: 'one day',
    values: [
      {
        text: 'ttl: 600',
        edits: [withoutMaxAge, using('{ client, ttl: 600 }')],
        against: { text: 'no ttl', edits: [withoutMaxAge] },
        scenario: [ask('/add/tea')],
        see: 'The end of the SET command, and the time running down on the store card.',
        check: (trace) => said(trace, 'SET', (text) => /\bEX"?\s+"?600\b/i.test(text)),
      },
      {
        text: 'ttl: (session) => (session.basket ? 1200 : 60)',
        edits: [using('{ client, ttl: (session) => (session.basket ? 1200 : 60) }')],
        scenario: [ask('/add/tea')],
        see: 'The end of the SET command: a filled basket gets 20 minutes, whatever the cookie says.',
        check: (trace) => said(trace, 'SET', (text) => /\bEX"?\s+"?1200\b/i.test(text)),
      },
    ],
  },
  {
    name: 'disableTTL',
    purpose: 'Keys get no time at all and stay until they are deleted.',
    fallback: '`false`',
    values: [
      {
        text: 'disableTTL: true',
        edits: [using('{ client, disableTTL: true }')],
        scenario: [ask('/add/tea')],
        see: 'The SET command ends with the value, and the store card shows no time.',
        check: (trace) => said(trace, 'SET', (text) => !/\bEX"?\s+"?\d+/i.test(text)),
      },
    ],
  },
  {
    name: 'disableTouch',
    purpose: 'A request that changes nothing leaves the key’s time alone, and saves one command.',
    fallback: '`false`',
    values: [
      {
        text: 'disableTouch: true',
        edits: [using('{ client, disableTouch: true }')],
        scenario: [ask('/add/tea'), halfAnHour, ask('/basket')],
        see: 'GET /basket said no EXPIRE, so the key has 15 minutes left, not 45.',
        check: (trace) => {
          const visit = answered(trace).findLast(goesTo('/basket'))
          if (!visit) return unseen('The app gave no answer.')
          const verbs = visit.commands.map(({ verb }) => verb.toUpperCase())
          const what = `GET /basket said ${verbs.join(', ') || 'nothing'}.`
          return verbs.includes('GET') && !verbs.includes('EXPIRE') ? seen(what, visit) : unseen(what)
        },
      },
    ],
  },
  {
    name: 'scanCount',
    purpose:
      'How many keys Redis looks at for each step when the store counts or lists sessions. More steps let others in between; fewer are done sooner.',
    fallback: '100',
    values: [
      {
        text: 'scanCount: 10',
        edits: [using('{ client, scanCount: 10 }'), counting],
        against: { text: 'no scanCount', edits: [counting] },
        scenario: [ask('/add/tea'), ask('/count')],
        see: 'The SCAN command of GET /count.',
        check: (trace) => said(trace, 'SCAN', (text) => /\bCOUNT"?\s+"?10"?$/i.test(text.trim())),
      },
    ],
  },
  {
    name: 'serializer',
    purpose:
      'How a session becomes text and comes back: an object with `stringify` and `parse`. Encrypt here, or keep dates.',
    fallback: '`JSON`',
    values: [
      {
        text: 'serializer: { stringify, parse } with base64',
        edits: [
          using(`{
      client,
      serializer: {
        stringify: (data) => Buffer.from(JSON.stringify(data)).toString('base64'),
        parse: (text) => JSON.parse(Buffer.from(text, 'base64').toString()),
      },
    }`),
        ],
        scenario: [ask('/add/tea'), ask('/basket')],
        see: 'The value on the store card is no JSON any more, and the basket still comes back.',
        check: (trace) =>
          recordIs(
            trace,
            'redis',
            ({ raw }) => !raw.startsWith('{'),
            ({ raw }) => `The value begins with ${raw.slice(0, 24)}`,
          ),
      },
    ],
  },
]

/** connect-redis 9.0.0: all but the client. */
export const sets: readonly OptionSet[] = [{ module: 'connect-redis', options }]
