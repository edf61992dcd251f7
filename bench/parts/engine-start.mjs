import { Person } from '../person.mjs'
import { poolAtRest, poolHolds } from '../rest.mjs'
import { startServers } from '../server.mjs'
import { median, ms, pause } from '../statistics.mjs'
import { appWith } from '../store-source.mjs'

const ROUNDS = 25
const FIRST_MS = { redis: 300, memcached: 300, postgres: 1500 }
/** As a person would: between two runs the pool loads clients ahead. */
const BETWEEN_MS = 1500
/** Differences up to this ratio cannot be told from noise. */
const NOISE = 1.1

/**
 * `run` to the first 200 with a store that is a server: the very first one on this machine, which starts the server
 * (for PostgreSQL it makes the cluster too), pressed at once and by somebody who looked at the page first; and later
 * ones of the same workspace, beside the same with memory: until the app is ready, which does not wait for its store,
 * when nothing ran before and when Run replaced a running app; and until its first answer, for which a store that is a
 * server must be asked.
 */
export async function engineStart({ sandboxPort }) {
  const atOnce = await firstRuns(0)
  const soon = await firstRuns(BETWEEN_MS)
  const again = await secondRuns(sandboxPort)
  return Object.keys(FIRST_MS).flatMap((store) => [
    first(`First run that needs ${store}`, soon, store, `${BETWEEN_MS / 1000} s after the page was opened`),
    first(
      `The same, pressed at once (${store})`,
      atOnce,
      store,
      'before anything could be loaded or started ahead',
    ),
    ofMemory(`Start to ready with ${store} running, of memory`, again, store, 'started'),
    ofMemory(`The same when Run replaces a running app (${store})`, again, store, 'replaced'),
    ofMemory(`Start to first 200 with ${store} running, of memory`, again, store, 'answered'),
  ])
}

function first(what, times, store, when) {
  const detail = `the first of a fresh data folder, to the first 200; ${when}`
  return {
    what,
    value: ms(times[store]),
    target: `≤ ${ms(FIRST_MS[store])}`,
    met: times[store] <= FIRST_MS[store],
    detail,
  }
}

/** Of each round the ratio: what slows the machine down for a while slows both. */
function ofMemory(what, again, store, moment) {
  const ratio = median(again[store].map((times, round) => times[moment] / again.memory[round][moment]))
  const [own, memory] = [store, 'memory'].map((name) => median(again[name].map((times) => times[moment])))
  return {
    what,
    value: ratio.toFixed(2),
    target: '≤ 1.0',
    met: ratio <= NOISE,
    detail: `${ms(own)} to ${ms(memory)}, medians of ${ROUNDS} rounds; up to ${NOISE} is noise`,
  }
}

/** On a server of their own, whose data folder is empty. */
async function firstRuns(lookMs) {
  const servers = await startServers({ withSite: false })
  try {
    const person = new Person(servers.sandboxPort)
    await poolAtRest(person)
    const took = {}
    for (const store of Object.keys(FIRST_MS)) {
      const id = await person.open(appWith(store))
      await pause(lookMs)
      took[store] = await person.runToFirstAnswer(id)
      await person.leave(id)
      await poolAtRest(person)
    }
    await person.close()
    return took
  } finally {
    await servers.stop()
  }
}

/** Each begins a round as often as the others: what one leaves behind is not always the next one's. */
const inTurn = (stores, round) => stores.map((_, place) => stores[(place + round) % stores.length])

async function atRest(person, full) {
  await pause(BETWEEN_MS)
  await poolHolds(person, full)
}

async function secondRuns(port) {
  const person = new Person(port)
  const full = await poolAtRest(person)
  const stores = ['memory', ...Object.keys(FIRST_MS)]
  const again = Object.fromEntries(stores.map((store) => [store, []]))
  const ids = {}
  for (const store of stores) {
    ids[store] = await person.open(appWith(store))
    await person.runToFirstAnswer(ids[store])
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const store of inTurn(stores, round)) {
      await atRest(person, full)
      const { ready: replaced } = await person.runAndAsk(ids[store])
      await person.stop(ids[store])
      await atRest(person, full)
      const { ready: started, answered } = await person.runAndAsk(ids[store])
      again[store].push({ replaced, started, answered })
    }
  }
  for (const id of Object.values(ids)) await person.leave(id)
  await person.close()
  return again
}
