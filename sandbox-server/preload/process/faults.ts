import { inspect } from 'node:util'
import type { AppFault } from '../../../protocol/workspace'
import { LIMITS } from '../../../protocol/limits'
import { placeInStack, type Place } from './call-site'
import { explainMissingModule } from './missing-module'
import { syntaxErrorPlace } from './syntax-place'

/** What went wrong, and where in the learner's code. */
export function faultOf(thrown: unknown, code: 'uncaught' | 'unhandled_rejection'): AppFault {
  if (!(thrown instanceof Error) && !looksLikeError(thrown)) {
    return makeFault(
      code,
      `The app threw ${inspect(thrown)}, which is not an Error, so there is no line to show.`,
      null,
      null,
    )
  }
  const { message } = thrown
  const stack = typeof thrown.stack === 'string' ? thrown.stack : ''
  const missing = explainMissingModule(thrown, stack)
  if (missing)
    return { ...makeFault('module_not_found', missing.message, missing.place, stack), hint: missing.hint }
  const broken = thrown.name === 'SyntaxError' ? syntaxErrorPlace(stack) : null
  if (broken) return makeFault('syntax_error', `SyntaxError: ${message}`, broken, stack)
  return {
    ...makeFault(code, `${thrown.name}: ${message}`, placeInStack(stack), stack),
    hint: hintFor(thrown, code),
  }
}

/** The app ended by itself: `process.exit`, or nothing was left to do. */
export function exitFault(exitCode: number, caller: Place | null, listened: boolean): AppFault {
  const message = caller
    ? `The app called process.exit(${String(exitCode)}).`
    : `The app ended by itself with code ${String(exitCode)}: nothing was left to do.`
  const hint = listened
    ? null
    : 'A server stays alive because it listens. Is there an app.listen(3000) that runs?'
  return { ...makeFault('exit', message, caller, null), hint: caller ? null : hint }
}

function makeFault(
  code: AppFault['code'],
  message: string,
  place: Place | null,
  stack: string | null,
): AppFault {
  const { file, line, column } = place ?? { file: null, line: null, column: null }
  return {
    code,
    message: message.slice(0, 4000),
    file,
    line,
    column,
    hint: null,
    stack: stack === null ? null : withoutOurFrames(stack).slice(0, 8000),
  }
}

function hintFor(error: Error, code: AppFault['code']): string | null {
  if ('code' in error && error.code === 'EADDRINUSE') return 'The app listens twice on the same port.'
  if (/Array buffer allocation failed|Invalid typed array length/.test(error.message)) {
    return `The app asked for more memory than the lab gives: ${String(LIMITS.sandbox.memoryMb)} MB.`
  }
  return code === 'unhandled_rejection'
    ? 'A promise was rejected and nothing caught it. Node ends the process then.'
    : null
}

const looksLikeError = (value: unknown): value is Error =>
  typeof value === 'object' &&
  value !== null &&
  'message' in value &&
  typeof value.message === 'string' &&
  'name' in value

/** The lines of a stack that are not this preload's. */
const withoutOurFrames = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => !line.includes(__filename))
    .join('\n')
