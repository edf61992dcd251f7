import { coldApp } from '../cold-app.mjs'
import { Person } from '../person.mjs'
import { poolAtRest, poolHolds } from '../rest.mjs'
import { median, ms } from '../statistics.mjs'

const ROUNDS = 30

/** `run` to the first 200 through the control API, beside cold `node app.js`, turn by turn. */
export async function runToFirstAnswer({ sandboxPort }) {
  const person = new Person(sandboxPort)
  const cold = await coldApp()
  const times = { warm: [], cold: [] }
  const full = await poolAtRest(person)
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = await person.open()
    await poolHolds(person, full)
    times.warm.push(await person.runToFirstAnswer(id))
    await person.leave(id)
    await poolHolds(person, full)
    const started = await cold.start()
    times.cold.push(started.took)
    await started.stop()
  }
  await cold.remove()
  await person.close()
  const [warm, fresh] = [median(times.warm), median(times.cold)]
  return [
    {
      what: 'Run to first 200, of cold `node app.js` (median of 30)',
      value: (warm / fresh).toFixed(2),
      target: '≤ 0.20',
      met: warm / fresh <= 0.2,
      detail: `${ms(warm)} to ${ms(fresh)}`,
    },
  ]
}
