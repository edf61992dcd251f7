import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Credentials } from './wire/log-in'

/** Our own secret of a data folder, made once; names and passwords of all workspaces follow from it. */
export function ownSecret(path: string): Buffer {
  try {
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' })
  } catch {
    // It was made before.
  }
  return readFileSync(path)
}

export const ADMIN = 'crumbtrail'

export const adminPassword = (secret: Buffer): string => derive(secret, 'password of the administrator')

/**
 * The role and database of one workspace, named alike. The workspace's id is a secret of its learner, and names can be
 * seen by others, so the one must not follow from the other.
 */
export function tenantOf(secret: Buffer, workspace: string): Credentials {
  const name = `learner_${createHmac('sha256', secret).update(`name ${workspace}`).digest('hex').slice(0, 20)}`
  return { user: name, database: name, password: derive(secret, `password ${workspace}`) }
}

const derive = (secret: Buffer, words: string): string =>
  createHmac('sha256', secret).update(words).digest('base64url')
