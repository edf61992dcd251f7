import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findProgram } from '../../machine/find-program'
import { endOrphans } from './end-orphans'

describe.runIf(process.platform === 'linux')('a process that works in the folder of the databases', () => {
  let root: string
  let running: ChildProcess | null = null
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ct-orphans-'))
    for (const name of ['cluster', 'elsewhere', 'old']) mkdirSync(join(root, name))
  })
  afterEach(() => {
    running?.kill('SIGKILL')
    rmSync(root, { recursive: true, force: true })
  })

  /** A program by another name, which does nothing for a while. */
  async function start(name: string, folder: string): Promise<ChildProcess> {
    const program = join(root, 'old', name)
    copyFileSync(realpathSync(findProgram('sleep') ?? ''), program)
    chmodSync(program, 0o755)
    running = spawn(program, ['60'], { argv0: 'sleep', cwd: join(root, folder), stdio: 'ignore' })
    await once(running, 'spawn')
    return running
  }
  const end = (): void => {
    endOrphans(join(root, 'cluster'), '/new/bin/postgres')
  }

  it('is ended when it is PostgreSQL, also where an upgrade has put another in its place', async () => {
    const orphan = await start('postgres', 'cluster')
    end()
    expect(await once(orphan, 'exit')).toEqual([null, 'SIGKILL'])
    const removed = await start('postgres', 'cluster')
    rmSync(join(root, 'old/postgres'))
    end()
    expect(await once(removed, 'exit')).toEqual([null, 'SIGKILL'])
  })

  it.each([
    ['is left alone when it is another program', 'tar', 'cluster'],
    ['is left alone when it is the PostgreSQL of another folder', 'postgres', 'elsewhere'],
  ])('%s', async (_what, name, folder) => {
    const bystander = await start(name, folder)
    end()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null])
  })
})
