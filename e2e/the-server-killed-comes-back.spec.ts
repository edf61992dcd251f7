import { execFileSync } from 'node:child_process'
import { fileCounter } from './fixtures/apps'
import { expect, test, withLearner } from './fixtures/promise'
import type { Site } from './fixtures/site'

/** Process id of the sandbox-server that this site's start script runs. */
function sandboxServerOf(site: Site): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const line = lines.find(
    (each) => each.includes('.build/server.mjs') && each.trim().split(/\s+/)[1] === String(site.pid),
  )
  return Number(line?.trim().split(/\s+/)[0])
}

test('the server killed comes back, with files, jars, records and trace', async ({ ownSite }) => {
  await withLearner(ownSite, async (learner) => {
    const { id } = await learner.runApp(fileCounter())
    await learner.read('alice', '/')
    expect(await learner.read('alice', '/')).toBe('views 2')
    const files = await learner.filesOf()
    const jar = await learner.jarOf('alice')
    const rows = await learner.traceOf('exchange.started')

    process.kill(sandboxServerOf(ownSite), 'SIGKILL')
    await expect(async () => learner.reopen(id)).toPass()

    expect(await learner.filesOf()).toEqual(files)
    expect(await learner.jarOf('alice')).toEqual(jar)
    expect(await learner.traceOf('exchange.started')).toEqual(rows)
    expect(await learner.read('alice', '/')).toBe('views 3')
    const ends = await learner.traceOf('app.ended')
    expect(ends.map(({ reason }) => reason)).toContain('server-restart')
  })
})
