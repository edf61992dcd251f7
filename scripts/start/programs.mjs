import { spawn } from 'node:child_process'
import { root } from './addresses.mjs'

const running = new Set()

/** Ends the programs under way, for when we are told to end ourselves. */
export function stopPrograms() {
  for (const child of running) child.kill('SIGTERM')
}

/** Runs a program to its end. Resolves to `{ code, output }`; output is the last 16 KB of both streams. */
export function runProgram(command, args, { cwd = root, env = process.env, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
    let output = ''
    running.add(child)
    const keep = (text) => (output = (output + text).slice(-16_384))
    child.stdout?.setEncoding('utf8').on('data', keep)
    child.stderr?.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** npm, as the one that started us, or the one on PATH. */
export function runNpm(args, options) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return runProgram(process.execPath, [script, ...args], options)
  if (process.platform === 'win32') return runProgram('cmd', ['/c', 'npm', ...args], options)
  return runProgram('npm', args, options)
}

/** Shows what goes on, with a sign of life every ten seconds. */
export async function withProgress(sentence, work) {
  const begun = Date.now()
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(0)} s`
  console.log(`${sentence} …`)
  const timer = setInterval(() => console.log(`  still at it, ${seconds()}`), 10_000)
  try {
    const result = await work()
    console.log(`  ${result.code === 0 ? 'done in' : 'failed after'} ${seconds()}`)
    return result
  } finally {
    clearInterval(timer)
  }
}
