import { descendantsOf, pssOf } from '../descendants.mjs'
import { Person } from '../person.mjs'
import { pause } from '../statistics.mjs'
import { appWith } from '../store-source.mjs'

const WORKSPACES = 30
const STORES = {
  redis: { most: 8, program: /redis|valkey/ },
  memcached: { most: 4, program: /memcached/ },
  postgres: { most: 15, program: /postgres/ },
}

/** Memory of the engines of 30 workspaces that have each served a session (PSS), in all and by workspace. */
export async function engineMemory({ sandboxPort, pid }) {
  if (process.platform !== 'linux') return []
  const rows = []
  for (const [store, { most, program }] of Object.entries(STORES)) {
    const person = new Person(sandboxPort)
    const ids = []
    for (let n = 0; n < WORKSPACES; n += 1) {
      const id = await person.open(appWith(store))
      ids.push(id)
      await person.runToFirstAnswer(id)
    }
    await pause(2000)
    const servers = descendantsOf(pid).filter(({ command }) => program.test(command))
    const megabytes = servers.reduce((sum, each) => sum + pssOf(each.pid), 0) / 1024 / WORKSPACES
    rows.push({
      what: `PSS per workspace for ${store}, ${WORKSPACES} in use`,
      value: servers.length === 0 ? 'no server found' : `${megabytes.toFixed(1)} MB`,
      target: `≤ ${most} MB`,
      met: servers.length > 0 && megabytes <= most,
      detail: `${servers.length} processes in all`,
    })
    for (const id of ids) await person.leave(id)
    await person.close()
  }
  return rows
}
