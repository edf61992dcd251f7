import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { setImmediate as atEndOfTurn, setTimeout as setRealTimeout } from 'node:timers'
import type { ProcessCommand, ProcessMessage } from '../../../protocol/observation'
import { patchMethod } from './patch-method'

const EVENTS_FD = 3
const COMMANDS_FD = 4
const pause = new Int32Array(new SharedArrayBuffer(4))

/** Captured before any other module runs, so that an app that replaces fs.writeSync or JSON does not reach the channel. */
const write = writeSync
const stringify = JSON.stringify
const parse = JSON.parse
const exitNow = process.kill.bind(process)
const now = performance.now.bind(performance)

/** Messages of a tenth of a second that go out one by one: more than a person can cause by hand. */
const CALM = { messages: 96, ms: 100 }
const LONGEST_WAIT_BYTES = 64 * 1024
/** What comes by the dozen for each request. Everything else goes out at once, and takes along what waits. */
const MAY_WAIT: ReadonlySet<string> = new Set<ProcessMessage['type']>([
  'request.seen',
  'session.cookie',
  'session',
  'decision',
  'store.called',
  'store.answered',
  'response.finished',
])

let waiting = ''
let leaving = false
const pace = { since: 0, messages: 0 }

/**
 * Says one message to the server, in order. A message goes out before this returns, so nothing is lost at exit or in a
 * crash; only when many requests rush in do messages of one turn of the event loop share a write at its end.
 */
export function tell(message: ProcessMessage): void {
  waiting += stringify(message) + '\n'
  if (isRush() && !leaving && MAY_WAIT.has(message.type) && waiting.length < LONGEST_WAIT_BYTES) sendSoon()
  else sendNow()
}

/** Everything said so far goes out before the process can end in a way that JavaScript sees. */
export function sendBeforeTheEnd(): void {
  for (const name of ['reallyExit', 'abort', 'kill']) {
    patchMethod(process, name, (original) => (self, args) => {
      sendNow()
      return original(self, args)
    })
  }
  process.on('exit', () => {
    leaving = true
    sendNow()
  })
}

function isRush(): boolean {
  const at = now()
  if (at - pace.since > CALM.ms) Object.assign(pace, { since: at, messages: 0 })
  pace.messages += 1
  return pace.messages > CALM.messages
}

let sending = false
function sendSoon(): void {
  if (sending) return
  sending = true
  atEndOfTurn(() => {
    sending = false
    sendNow()
  })
}

/** Blocks until the kernel has it. */
function sendNow(): void {
  if (waiting === '') return
  let rest = Buffer.from(waiting)
  waiting = ''
  while (rest.length > 0) {
    const written = writeSome(rest)
    if (written === null) return
    rest = rest.subarray(written)
  }
}

/** Bytes written, 0 when the pipe is full, null when nobody listens any more. */
function writeSome(bytes: Buffer): number | null {
  try {
    return write(EVENTS_FD, bytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return null
    Atomics.wait(pause, 0, 0, 1)
    return 0
  }
}

/**
 * Hears commands from the server. The connection does not keep the process alive by itself once `release` was called;
 * when it closes the server is gone, and so are we.
 */
export function hear(onCommand: (command: ProcessCommand) => void): { release: () => void } {
  const commands = new Socket({ fd: COMMANDS_FD, readable: true, writable: false })
  let text = ''
  commands.setEncoding('utf8')
  commands.on('data', (piece: string) => {
    const lines = (text + piece).split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      const command: unknown = parse(line)
      if (isCommand(command)) onCommand(command)
    }
  })
  const orphaned = (): void => void setRealTimeout(endWholeGroup, 0)
  commands.on('error', orphaned)
  commands.on('close', orphaned)
  return { release: () => void commands.unref() }
}

/** The server is ours and was bundled with us; this only tells a command from noise. */
const isCommand = (value: unknown): value is ProcessCommand =>
  typeof value === 'object' && value !== null && 'type' in value

/** Ends this process and what it started; the group is ours alone when the runner detached us. */
function endWholeGroup(): void {
  try {
    exitNow(-process.pid, 'SIGKILL')
  } catch {
    exitNow(process.pid, 'SIGKILL')
  }
}
