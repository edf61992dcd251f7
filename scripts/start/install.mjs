import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './addresses.mjs'
import { Failure } from './failure.mjs'
import { runNpm, withProgress } from './programs.mjs'

const PLACES = [
  { name: 'the site’s packages', folder: root },
  { name: 'the modules learners may use', folder: join(root, 'sandbox-server/runtime') },
]

/** Installs from both lockfiles what is not installed as they say. */
export async function ensureInstalled() {
  for (const place of PLACES) {
    if (!(await isInstalled(place.folder))) await install(place)
  }
}

const stampOf = (folder) => join(folder, 'node_modules/.crumbtrail-stamp')

async function fingerprint(folder) {
  const lock = await readFile(join(folder, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex')
  return `${hash} ${process.platform} ${process.arch}\n`
}

async function isInstalled(folder) {
  const stamp = await readFile(stampOf(folder), 'utf8').catch(() => null)
  if (stamp === (await fingerprint(folder))) return true
  const samePlace = stamp === null || stamp.trim().endsWith(`${process.platform} ${process.arch}`)
  return samePlace && (await matchesLock(folder))
}

/** True when npm's own record of what it installed holds every package of the lockfile, say after `npm install x`. */
async function matchesLock(folder) {
  const [lock, installed] = await Promise.all([
    readJson(join(folder, 'package-lock.json')),
    readJson(join(folder, 'node_modules/.package-lock.json')),
  ])
  if (!lock || !installed) return false
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed.packages[path]
    return found ? found.version === wanted.version : wanted.optional === true
  })
}

async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}

async function install({ name, folder }) {
  await requireWritable(folder)
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await withProgress(`Installing ${name} (npm ci)`, () =>
    runNpm(args, { cwd: folder }),
  )
  if (code !== 0) throw new Failure(advice(output), output.split('\n').slice(-15).join('\n'))
  await writeFile(stampOf(folder), await fingerprint(folder))
}

function advice(output) {
  if (/ENOSPC/.test(output))
    return 'Installing failed: the disk is full. Free about 1 GB, then run the command again.'
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return 'Installing failed: this account may not write here. Make the folder yours, then run the command again.'
  }
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|network/i.test(output)) {
    return 'Installing failed: the npm registry cannot be reached. Check the network or proxy, then run the command again.'
  }
  return 'Installing failed; npm says why above. Mend that, then run the command again.'
}

/** Throws a Failure when this account may not write into the folder. */
export async function requireWritable(folder) {
  try {
    await access(folder, constants.W_OK)
  } catch {
    throw new Failure(
      `No permission to write in ${folder}. Make the folder yours (or clone it into one that is), then run the command again.`,
    )
  }
}
