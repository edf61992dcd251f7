import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { childrenOf } from './process-tree'
import { areLeaving } from './leaving'
import { eventually } from './runner.harness'

it.runIf(process.platform === 'linux')('sees when what a process started runs no more', async () => {
  const root = spawn('sh', ['-c', 'sleep 60 & sleep 60 & echo; wait'], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(root.stdout, 'data')
  const pid = root.pid ?? 0
  await eventually(() => childrenOf(pid).length === 2)
  const [first = 0, second = 0] = childrenOf(pid)
  expect(areLeaving(pid)).toBe(false)
  // Stopped, it does not notice the end of its children: they stay in the list.
  root.kill('SIGSTOP')
  await eventually(() => readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') T '))
  process.kill(first, 'SIGKILL')
  await new Promise((later) => setTimeout(later, 100))
  expect(childrenOf(pid)).toEqual([first, second])
  expect(areLeaving(pid), 'one of two').toBe(false)
  process.kill(second, 'SIGKILL')
  await eventually(() => areLeaving(pid))
  root.kill('SIGKILL')
})
