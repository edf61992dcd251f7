import { Person } from '../person.mjs'
import { poolAtRest } from '../rest.mjs'
import { median, ms, quantile } from '../statistics.mjs'

const PEOPLE = 30

/** Thirty people press Run in the same moment. */
export async function thirtyAtOnce({ sandboxPort }) {
  const people = Array.from({ length: PEOPLE }, () => new Person(sandboxPort))
  const ids = []
  for (const person of people) ids.push(await person.open())
  // A class opens its pages and reads before it presses Run.
  const warm = await poolAtRest(people[0])
  const times = await Promise.all(people.map((person, index) => person.runToFirstAnswer(ids[index])))
  for (const [index, person] of people.entries()) {
    await person.leave(ids[index])
    await person.close()
  }
  const p95 = quantile(times, 0.95)
  return [
    {
      what: '30 press Run at once: run to first 200, p95',
      value: ms(p95),
      target: '≤ 500 ms',
      met: p95 <= 500,
      detail: `median ${ms(median(times))}, ${warm} were warm`,
    },
  ]
}
