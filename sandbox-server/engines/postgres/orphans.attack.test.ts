import { spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askAdmin, learnerPg, openLab, type Lab } from './postgres.fixture'

const { Client } = learnerPg()

describe.runIf(process.platform === 'linux')('a learner whose statement outlives the server', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
  })
  afterAll(() => lab.close())

  it('keeps nobody from a new one, for which nobody ends who only stands in its folder', async () => {
    const mallory = await lab.open('mallory')
    const ann = await lab.open('ann')
    await ann.engine.query('CREATE TABLE kept (x int)', [], { start: true })
    const client = new Client({ connectionString: mallory.url }).on('error', () => undefined)
    await client.connect()
    await client.query('SET statement_timeout = 0; SET client_connection_check_interval = 0')
    void client.query('DO $$ BEGIN LOOP END LOOP; END $$').catch(() => undefined)
    const looping = `SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO%LOOP%'`
    let found: Awaited<ReturnType<typeof askAdmin>> = []
    await expect.poll(async () => (found = await askAdmin(lab, looping))).toHaveLength(1)
    const old = found[0]
    const cluster = join(lab.data, 'postgres/cluster')
    const bystander = spawn('sleep', ['60'], { cwd: cluster, uid: statSync(cluster).uid, stdio: 'ignore' })
    const lock = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
    process.kill(Number(lock.split('\n')[0]), 'SIGKILL')
    await expect.poll(() => ann.changes).toContain('died')
    expect((await ann.engine.query('SELECT x FROM kept', [], { start: true })).total).toBe(0)
    expect(commandOf(old ?? '')).toBe('')
    expect(bystander.signalCode).toBeNull()
    bystander.kill()
  })
})

/** Empty where the process has ended. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
