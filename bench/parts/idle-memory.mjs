import { descendantsOf, pssOf } from '../descendants.mjs'
import { Person } from '../person.mjs'
import { poolAtRest } from '../rest.mjs'

const SANDBOXES = 50

/** Memory of sandboxes that ran an app and now wait, as the kernel shares it out (PSS). */
export async function idleMemory({ sandboxPort, pid }) {
  if (process.platform !== 'linux') return []
  const people = Array.from({ length: 5 }, () => new Person(sandboxPort))
  const opened = []
  for (let n = 0; n < SANDBOXES; n += 1) {
    const person = people[n % people.length]
    const id = await person.open()
    await person.runToFirstAnswer(id)
    opened.push([person, id])
  }
  await poolAtRest(people[0])
  const { alive } = (await people[0].health()).sandboxes
  const megabytes = descendantsOf(pid).reduce((sum, each) => sum + pssOf(each.pid), 0) / 1024 / alive
  for (const [person, id] of opened) await person.leave(id)
  await Promise.all(people.map((person) => person.close()))
  return [
    {
      what: `PSS per idle sandbox, ${SANDBOXES} in use`,
      value: `${megabytes.toFixed(1)} MB`,
      target: '≤ 25 MB',
      met: megabytes <= 25,
      detail: `${alive} alive, warm ones included`,
    },
  ]
}
