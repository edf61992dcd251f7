import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { setTimeout as setRealTimeout } from 'node:timers'
import type { ProcessCommand, ProcessMessage } from '../../../protocol/observation'

const EVENTS_FD = 3
const COMMANDS_FD = 4
const pause = new Int32Array(new SharedArrayBuffer(4))

/** Captured before any other module runs, so that an app that replaces fs.writeSync or JSON does not reach the channel. */
const write = writeSync
const stringify = JSON.stringify
const parse = JSON.parse
const exitNow = process.kill.bind(process)

/** Says one message to the server. Blocks until the kernel has it, so nothing is lost at exit or in a crash. */
export function tell(message: ProcessMessage): void {
  let rest = Buffer.from(stringify(message) + '\n')
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
