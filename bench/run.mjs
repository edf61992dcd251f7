// `npm run bench`: one table, each ratio measured side by side in this run. `--only name,name` takes some parts,
// `--write` puts the table into README.md.
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../scripts/start/addresses.mjs'
import { ensureBuilt } from '../scripts/start/build.mjs'
import { engineMemory } from './parts/engine-memory.mjs'
import { engineStart } from './parts/engine-start.mjs'
import { inspectorCost } from './parts/inspector-cost.mjs'
import { idleMemory } from './parts/idle-memory.mjs'
import { runToFirstAnswer } from './parts/run-to-first-answer.mjs'
import { thirtyAtOnce } from './parts/thirty-at-once.mjs'
import { throughput } from './parts/throughput.mjs'
import { eventToPixel } from './parts/event-to-pixel.mjs'
import { lighthouse } from './parts/lighthouse.mjs'
import { pageWeight } from './parts/page-weight.mjs'
import { Person } from './person.mjs'
import { poolAtRest } from './rest.mjs'
import { startServers } from './server.mjs'

/** Each part has servers of its own, so that none measures what another left behind. */
const SERVER_PARTS = {
  runToFirstAnswer,
  thirtyAtOnce,
  throughput,
  idleMemory,
  engineStart,
  engineMemory,
  inspectorCost,
}
const SITE_PARTS = { eventToPixel, pageWeight, lighthouse }

const { values } = parseArgs({ options: { only: { type: 'string' }, write: { type: 'boolean' } } })
const wanted = values.only?.split(',') ?? [...Object.keys(SERVER_PARTS), ...Object.keys(SITE_PARTS)]

if (wanted.some((name) => name in SITE_PARTS)) await ensureBuilt()
const rows = []
const load = [loadavg()[0]]
let runner = ''
for (const name of wanted) {
  const part = SERVER_PARTS[name] ?? SITE_PARTS[name]
  if (!part) throw new Error(`There is no part ${name}.`)
  console.error(`${name} …`)
  rows.push(...(await measured(name, part)))
  load.push(loadavg()[0])
}
const table = tableOf(rows)
console.log(table)
if (values.write) await writeIntoReadme(table)

async function measured(name, part) {
  const servers = await startServers({ withSite: name in SITE_PARTS })
  try {
    const health = await fetch(`http://127.0.0.1:${servers.sandboxPort}/api/health`)
    runner = (await health.json()).runner.name
    // A server that has just begun makes sandboxes ahead, on the processor that the page needs too.
    if (name in SITE_PARTS) await poolAtRest(new Person(servers.sandboxPort))
    return await part(servers)
  } catch (error) {
    return [{ what: name, value: 'failed', target: '', met: false, detail: error.message.split('\n')[0] }]
  } finally {
    await servers.stop()
  }
}

function tableOf(rows) {
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform}, Node ${process.versions.node}, runner ${runner}, load average ${Math.min(...load).toFixed(1)}–${Math.max(...load).toFixed(1)}`
  const lines = rows.map(({ what, value, target, met, detail }) => {
    return `| ${what} | ${value} | ${target} | ${met ? 'yes' : 'no'} | ${detail} |`
  })
  const head = ['| figure | measured | wanted | met | from |', '| --- | --- | --- | --- | --- |']
  return [`Measured on ${machine}.`, '', ...head, ...lines].join('\n')
}

async function writeIntoReadme(table) {
  const path = join(root, 'README.md')
  const text = await readFile(path, 'utf8')
  const between = /(<!-- figures -->)[\s\S]*(<!-- \/figures -->)/
  await writeFile(
    path,
    text.replace(between, (_all, begin, end) => `${begin}\n\n${table}\n\n${end}`),
  )
}
