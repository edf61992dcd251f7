import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
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
  const megabytes = descendantsOf(pid).reduce((sum, each) => sum + pssOf(each), 0) / 1024 / alive
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

function descendantsOf(pid) {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number))
  const found = []
  const visit = (parent) => {
    for (const [child] of pairs.filter(([, ppid]) => ppid === parent)) {
      found.push(child)
      visit(child)
    }
  }
  visit(pid)
  return found
}

/** Kilobytes; 0 for a process that has just gone, such as ps itself. */
function pssOf(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
