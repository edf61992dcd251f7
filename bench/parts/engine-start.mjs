import { Person } from '../person.mjs'
import { poolAtRest, poolHolds } from '../rest.mjs'
import { median, ms, pause } from '../statistics.mjs'
import { appWith } from '../store-source.mjs'

const ROUNDS = 15
const FIRST_MS = { redis: 300, memcached: 300, postgres: 1500 }
/** As a person would: between two runs the pool loads clients ahead. */
const BETWEEN_MS = 1500
/** Differences up to this ratio cannot be told from noise. */
const NOISE = 1.1

/**
 * `run` to the first 200 with a store that is a server: the very first one on this machine, which starts the server
 * (for PostgreSQL it makes the cluster too), and later ones of the same workspace, beside the same with memory: until
 * the app is ready, which does not wait for its store, when nothing ran before and when Run replaced a running app; and
 * until its first answer, for which a store that is a server must be asked.
 */
export async function engineStart({ sandboxPort }) {
  const person = new Person(sandboxPort)
  const full = await poolAtRest(person)
  const first = {}
  for (const store of Object.keys(FIRST_MS)) first[store] = await firstRun(person, store, full)
  const again = await secondRuns(person, full)
  await person.close()
  return Object.keys(FIRST_MS).flatMap((store) => [
    {
      what: `First run that needs ${store}`,
      value: ms(first[store]),
      target: `≤ ${ms(FIRST_MS[store])}`,
      met: first[store] <= FIRST_MS[store],
      detail: 'the first of a fresh data folder, to the first 200',
    },
    ofMemory(`Start to ready with ${store} running, of memory`, again, store, 'started'),
    ofMemory(`The same when Run replaces a running app (${store})`, again, store, 'replaced'),
    ofMemory(`Start to first 200 with ${store} running, of memory`, again, store, 'answered'),
  ])
}

function ofMemory(what, again, store, moment) {
  const [own, memory] = [store, 'memory'].map((name) => median(again[name].map((times) => times[moment])))
  return {
    what,
    value: (own / memory).toFixed(2),
    target: '≤ 1.0',
    met: own / memory <= NOISE,
    detail: `${ms(own)} to ${ms(memory)}, median of ${ROUNDS}; up to ${NOISE} is noise`,
  }
}

async function firstRun(person, store, full) {
  const id = await person.open(appWith(store))
  await poolHolds(person, full)
  const took = await person.runToFirstAnswer(id)
  await person.leave(id)
  return took
}

async function atRest(person, full) {
  await pause(BETWEEN_MS)
  await poolHolds(person, full)
}

async function secondRuns(person, full) {
  const stores = ['memory', ...Object.keys(FIRST_MS)]
  const again = Object.fromEntries(stores.map((store) => [store, []]))
  const ids = {}
  for (const store of stores) {
    ids[store] = await person.open(appWith(store))
    await person.runToFirstAnswer(ids[store])
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const store of stores) {
      await atRest(person, full)
      const { ready: replaced } = await person.runAndAsk(ids[store])
      await person.stop(ids[store])
      await atRest(person, full)
      const { ready: started, answered } = await person.runAndAsk(ids[store])
      again[store].push({ replaced, started, answered })
    }
  }
  for (const id of Object.values(ids)) await person.leave(id)
  return again
}
