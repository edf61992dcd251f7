import { build } from 'esbuild'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually } from './engine.fixture'
import { findProgram } from '../machine/find-program'
import { endLeftovers, noteProcess } from './process-note'

const linux = process.platform === 'linux'
const canFollow = linux && findProgram('setpriv') !== null && findProgram('redis-server') !== null

/** A zombie has ended, though nobody has asked how. */
function runs(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z'
  } catch {
    return false
  }
}

describe('servers of a site that was killed', () => {
  it.runIf(canFollow)('end with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lo-'))
    const script = join(folder, 'site.mjs')
    const source = `
      import { openRedis } from ${JSON.stringify(resolve(import.meta.dirname, 'redis/driver.ts'))}
      const driver = await openRedis({ env: { CRUMBTRAIL_REDIS: 'program' }, folder: ${JSON.stringify(folder)} + '/data' })
      const nothing = () => undefined
      const engine = driver.engine({ workspace: 'w', now: Date.now, onCommand: nothing, onChange: nothing })
      await engine.start()
      console.log(/process_id:(\\d+)/.exec(await engine.command(['INFO', 'server']))[1])
      setInterval(nothing, 1000)`
    await build({
      stdin: { contents: source, resolveDir: import.meta.dirname },
      outfile: script,
      ...{ bundle: true, platform: 'node', format: 'esm' },
    })
    const site = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    site.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
    const ended = once(site, 'exit')
    let pid = 0
    try {
      await eventually(() => said.includes('\n'), 60_000)
      pid = Number(said)
      expect(runs(pid)).toBe(true)
    } finally {
      site.kill('SIGKILL')
      await ended
    }
    await eventually(() => !runs(pid))
    rmSync(folder, { recursive: true, force: true })
  })

  it.runIf(linux)('are ended at the next start where they went on, and nobody else is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lo-'))
    const [left, stranger] = [spawn('sleep', ['60']), spawn('sleep', ['60'])]
    for (const name of ['left', 'stranger', 'odd']) mkdirSync(join(folder, name))
    noteProcess(join(folder, 'left'), left.pid ?? 0)
    // A number that belongs to somebody else by now.
    writeFileSync(join(folder, 'stranger', 'pid'), `${String(stranger.pid)} 12345`)
    writeFileSync(join(folder, 'odd', 'pid'), '-1 \0 nonsense')
    expect(endLeftovers(folder)).toBe(1)
    await once(left, 'exit')
    expect(runs(stranger.pid ?? 0)).toBe(true)
    stranger.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
})
