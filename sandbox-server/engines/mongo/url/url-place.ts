import { randomBytes } from 'node:crypto'
import type { Place } from '../../source'
import type { MongoSupply } from '../supply'
import { UrlBackend } from './backend'
import { SharedServer } from './shared-server'
import { ServerFault } from './upstream'

/** The MongoDB that the environment names, when it answers and lets databases be made. */
export function mongoUrl(url: string | undefined): Place<MongoSupply> {
  return {
    from: 'url',
    find: async () => {
      if (url === undefined || url === '') return null
      const server = await open(url)
      if (!server) return 'MONGO_URL is no address such as mongodb://host:27017.'
      try {
        const { version } = await server.facts()
        await tryToWrite(server)
        return {
          name: `MongoDB ${version}`.trim(),
          why: 'MONGO_URL names it; each workspace has databases of its own there.',
          use: {
            backend: (workspace) => new UrlBackend(server, workspace),
            close: () => server.close(),
          },
        }
      } catch (error) {
        await server.close()
        return `The MongoDB that MONGO_URL names cannot be used (${reasonOf(error)}).`
      }
    },
  }
}

async function open(url: string): Promise<SharedServer | null> {
  const driver = await import('mongodb')
  try {
    return new SharedServer(driver, url)
  } catch {
    return null
  }
}

/** A user who may not make databases is told of now, not in the middle of a lesson. */
async function tryToWrite(server: SharedServer): Promise<void> {
  const database = `crumbtrail_trial_${randomBytes(8).toString('hex')}`
  await server.run(database, { insert: 'trial', documents: [{ _id: 1 }] })
  await server.run(database, { dropDatabase: 1 })
  await server.run('admin', { listDatabases: 1, nameOnly: true, filter: { name: database } })
}

/** Of MongoDB’s own refusals the words; of the driver’s only what they are about, since they may hold the address. */
function reasonOf(error: unknown): string {
  if (error instanceof ServerFault) return error.message.slice(0, 200)
  return 'It does not answer.'
}
