import { spawn } from 'node:child_process'
import { root } from './addresses.mjs'

/**
 * Starts a Node child that ends when this process does, even by kill -9: watch-parent.mjs is imported into it.
 * What it prints is kept (child.tail()), and shown as well while child.quiet is false.
 */
export function startChild(name, args, env, { quiet }) {
  const guard = ['--import', new URL('./watch-parent.mjs', import.meta.url).href]
  const child = spawn(process.execPath, [...guard, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let kept = ''
  child.quiet = quiet
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text) => {
      kept = (kept + text).slice(-8000)
      if (!child.quiet) process.stdout.write(text.replace(/^(?=.)/gm, `[${name}] `))
    })
  }
  child.tail = () => kept.trim()
  return child
}
