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
  if (isBrokenConnection(error) && wasUnheardEvent(error)) return UNHEARD
  return code === 'unhandled_rejection'
    ? 'A promise was rejected and nothing caught it. Node ends the process then.'
    : null
}

const UNHEARD =
  'A connection broke or was refused, and nobody listens for its client’s error event: Node ends the process then. ' +
  "One line keeps it alive: client.on('error', (error) => console.error(error.message))"

/** As the kernel says it, or node-redis, or pg and its server. */
const isBrokenConnection = (error: Error): boolean =>
  ('code' in error && typeof error.code === 'string' && /^(ECONN(REFUSED|RESET)|EPIPE)$/.test(error.code)) ||
  /^(Socket closed unexpectedly|Connection terminated|terminating connection)/.test(error.message)

/** Node marks an error that an emitter threw because its `error` event has no listener (`events.js`, `emit`). */
const wasUnheardEvent = (error: Error): boolean =>
  Object.getOwnPropertySymbols(error).some(({ description }) => description === 'kEnhanceStackBeforeInspector')

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
