import { burst, visitor } from '../flood.mjs'
import { Person } from '../person.mjs'
import { poolAtRest } from '../rest.mjs'
import { startServers } from '../server.mjs'
import { median, pause } from '../statistics.mjs'
import { appWith } from '../store-source.mjs'

const STORES = ['memory', 'redis', 'memcached', 'postgres']
const ROUNDS = 7
const WARM_UP = 3000
const BURST = 1000

/** Requests per second of an app in a sandbox that inspectors look into, of one that nobody looks into, turn by turn. */
export async function inspectorCost({ sandboxPort }) {
  const blind = await startServers({ withSite: false, settings: { CRUMBTRAIL_INSPECTORS: 'off' } })
  try {
    const rows = []
    for (const store of STORES) rows.push(await costOf(store, sandboxPort, blind.sandboxPort))
    return rows
  } finally {
    await blind.stop()
  }
}

async function costOf(store, seenPort, blindPort) {
  const ways = { seen: await wayTo(store, seenPort), blind: await wayTo(store, blindPort) }
  const rates = { seen: [], blind: [] }
  for (const { visit } of Object.values(ways)) await burst(visit, WARM_UP)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [way, { visit }] of Object.entries(ways)) {
      rates[way].push(await burst(visit, BURST))
      await pause(200)
    }
  }
  await Promise.all(Object.values(ways).map(({ leave }) => leave()))
  const ratio = median(rates.seen) / median(rates.blind)
  return {
    what: `Requests/s with the ${store} inspector looking, of without`,
    value: ratio.toFixed(2),
    target: '≥ 0.90',
    met: ratio >= 0.9,
    detail: `${median(rates.seen).toFixed(0)} to ${median(rates.blind).toFixed(0)} per second`,
  }
}

async function wayTo(store, port) {
  const person = new Person(port)
  const id = await person.open(appWith(store))
  await person.runToFirstAnswer(id)
  await poolAtRest(person)
  const visit = await visitor(`http://127.0.0.1:${port}`, `${id}.localhost:${port}`)
  const leave = async () => {
    await visit.close()
    await person.leave(id)
    await person.close()
  }
  return { visit, leave }
}
