import type { Observation } from '../../../protocol/observation'
import { learnerCaller } from './call-site'
import { realNow } from './clock'
import { currentExchange } from './exchanges'
import { patchMethod } from './patch-method'

const KEPT_CHARACTERS = 16 * 1024

/** Captures what the app prints, with the line that printed it. What passes here does not reach the real streams. */
export function captureConsole(report: (observation: Observation) => void): void {
  capture(process.stdout, 'stdout', report)
  capture(process.stderr, 'stderr', report)
}

function capture(
  stream: NodeJS.WriteStream,
  name: 'stdout' | 'stderr',
  report: (observation: Observation) => void,
): void {
  patchMethod(stream, 'write', (original) => (self, args) => {
    const text = textOf(args[0], args[1])
    if (text === null) return original(self, args)
    const place = learnerCaller()
    report({
      at: realNow(),
      exchange: currentExchange(),
      type: 'console',
      stream: name,
      text: shorten(text),
      file: place?.file ?? null,
      line: place?.line ?? null,
    })
    const done = args.find((arg) => typeof arg === 'function')
    if (typeof done === 'function') process.nextTick(() => void Reflect.apply(done, undefined, []))
    return true
  })
}

function textOf(chunk: unknown, encoding: unknown): string | null {
  if (typeof chunk === 'string') {
    const readable = typeof encoding !== 'string' || /^utf-?8$/i.test(encoding) || !Buffer.isEncoding(encoding)
    return readable ? chunk : Buffer.from(chunk, encoding).toString()
  }
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : null
}

/** One line without its newline; very long text is cut and says so. */
function shorten(text: string): string {
  const line = text.endsWith('\n') ? text.slice(0, -1) : text
  if (line.length <= KEPT_CHARACTERS) return line
  return `${line.slice(0, KEPT_CHARACTERS)}… (${String(line.length - KEPT_CHARACTERS)} more characters)`
}
