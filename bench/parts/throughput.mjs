import { coldApp } from '../cold-app.mjs'
import { burst, CONNECTIONS, visitor } from '../flood.mjs'
import { Person } from '../person.mjs'
import { poolAtRest } from '../rest.mjs'
import { median, ms, pause } from '../statistics.mjs'

const ROUNDS = 7
/** Until the compilers of both are done: fewer measure how a server starts, not how it runs. */
const WARM_UP = 6000
const BURST = 1000
const SINGLE = 40
/** After so long the lab follows as many again in all detail. */
const BETWEEN_MS = 1200

/** A session-writing route through gateway and preload, beside the same app asked directly, turn by turn. */
export async function throughput({ sandboxPort }) {
  const person = new Person(sandboxPort)
  const id = await person.open()
  await person.runToFirstAnswer(id)
  await poolAtRest(person)
  const cold = await coldApp()
  const direct = await cold.start()
  const ways = {
    through: await visitor(`http://127.0.0.1:${sandboxPort}`, `${id}.localhost:${sandboxPort}`),
    direct: await visitor(`http://127.0.0.1:${cold.port}`, `127.0.0.1:${cold.port}`),
  }
  const rates = { through: [], direct: [] }
  const delays = { through: [], direct: [] }
  for (const visit of Object.values(ways)) await burst(visit, WARM_UP)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [way, visit] of Object.entries(ways)) {
      rates[way].push(await burst(visit, BURST))
      await pause(200)
    }
  }
  await pause(3000)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [way, visit] of Object.entries(ways)) delays[way].push(...(await oneByOne(visit)))
    await pause(BETWEEN_MS)
  }
  await Promise.all([direct.stop(), ways.through.close(), ways.direct.close()])
  await cold.remove()
  await person.leave(id)
  await person.close()
  const ratio = median(rates.through) / median(rates.direct)
  const added = median(delays.through) - median(delays.direct)
  return [
    {
      what: 'Requests/s through gateway and preload, of direct',
      value: ratio.toFixed(2),
      target: '≥ 0.40',
      met: ratio >= 0.4,
      detail: `${median(rates.through).toFixed(0)} to ${median(rates.direct).toFixed(0)} per second, ${CONNECTIONS} connections; recorded in brief, as every flood`,
    },
    {
      what: 'Added by gateway and preload, p50',
      value: ms(added),
      target: '≤ 1.5 ms',
      met: added <= 1.5,
      detail: `${ms(median(delays.through))} to ${ms(median(delays.direct))}, one by one, recorded in full`,
    },
  ]
}

async function oneByOne(visit) {
  const times = []
  for (let n = 0; n < SINGLE; n += 1) {
    const begun = performance.now()
    await visit()
    times.push(performance.now() - begun)
  }
  return times
}
