/** The files of a new lesson: the smallest one that runs, fails with its starter and passes with its solution. */
export function templateOf(title) {
  return {
    'lesson.mdx': lessonText(title),
    'module.ts': MODULE,
    'checks.ts': CHECKS,
    'scenario.ts': SCENARIO,
    'walkthrough.ts': WALKTHROUGH,
    'starter/app.js': appText("  res.send('Hello')"),
    'solution/app.js': appText("  req.session.greeted = true\n  res.send('Hello')"),
    'attempts/asks-nobody/attempt.ts': ATTEMPT,
  }
}

const quoted = (text) => (text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`)

const lessonText = (title) => `export const meta = {
  title: ${quoted(title)},
  promise: 'One sentence that says what you will have seen at the end.',
  minutes: 10,
}

Say here what the lesson is about, in short plain sentences.
`

const MODULE = `import type { Lesson } from '../kit/lesson'
import { predictions, tasks } from './checks'
import { scenario } from './scenario'
import { walkthrough } from './walkthrough'

/** This lesson’s judgement and scripts. */
export const lesson: Lesson = { tasks, predictions, scenario, walkthrough }
`

const CHECKS = `import type { TraceModel } from '../../protocol/model/views'
import { answered } from '../kit/checks'
import { DONE, notYet } from '../kit/hints'
import type { CheckResult, Prediction, Task } from '../kit/lesson'

function setsCookie(trace: TraceModel): CheckResult {
  const visits = answered(trace)
  if (visits.some((visit) => visit.sidSet !== null)) return DONE
  return notYet(
    trace,
    [[visits.length > 0, 'The session is still empty, so no cookie was set. Put something into req.session.']],
    'Press Run, then send a request as Alice.',
  )
}

/** What there is to do, judged on real traffic. */
export const tasks: readonly Task[] = [
  { id: 'sets-a-cookie', text: 'Make the answer to \`/\` set a session cookie.', check: setsCookie },
]

/** What there is to guess before it happens. */
export const predictions: readonly Prediction[] = []
`

const SCENARIO = `import type { ScenarioStep } from '../kit/lesson'

/** The traffic that does every task. */
export const scenario: readonly ScenarioStep[] = [
  { do: 'files', from: 'solution' },
  { do: 'run' },
  { do: 'request', browser: 'alice', request: { url: '/' } },
]
`

const WALKTHROUGH = `import type { WalkthroughStep } from '../kit/lesson'

/** The lesson as a presenter shows it. */
export const walkthrough: readonly WalkthroughStep[] = [
  { say: 'Say what is about to happen.', at: 'editor' },
  {
    do: 'edit',
    file: 'app.js',
    find: "  res.send('Hello')",
    replace: "  req.session.greeted = true\\n  res.send('Hello')",
    say: 'Say what this change does.',
    at: 'editor',
  },
  { do: 'run', at: 'run' },
  { do: 'request', browser: 'alice', request: { url: '/' }, say: 'Say where to look.', at: 'decisions' },
]
`

const ATTEMPT = `import type { Attempt } from '../../../kit/lesson'

/** Runs the app and sends nothing. */
export const attempt: Attempt = {
  task: 'sets-a-cookie',
  hintSays: /send a request/,
  scenario: [{ do: 'files', from: 'solution' }, { do: 'run' }],
}
`

const appText = (handler) => `const express = require('express')
const session = require('express-session')

const app = express()

app.use(
  session({
    secret: 'keep it secret',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (req, res) => {
${handler}
})

app.listen(3000)
`
