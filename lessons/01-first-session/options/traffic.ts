import type { FileEdit } from '../../../protocol/with-edits'
import type { ScenarioStep } from '../../kit/lesson'

export const about: ScenarioStep = { do: 'request', browser: 'alice', request: { url: '/about' } }

const LAST_OPTION = '    saveUninitialized: false,\n'

/** One more option of session(). */
export const adding = (line: string): FileEdit => ({
  file: 'app.js',
  find: LAST_OPTION,
  replace: `${LAST_OPTION}    ${line},\n`,
})

export const replacing = (find: string, replace: string): FileEdit => ({ file: 'app.js', find, replace })

/** Only in an app that counts as the solution does: in one whose session stays empty no option shows. */
const COUNTING = '  req.session.visits = visits\n'

/** These edits, for an app that counts its visits. */
export const counting = (...edits: readonly FileEdit[]): readonly FileEdit[] => [
  replacing(COUNTING, COUNTING),
  ...edits,
]
