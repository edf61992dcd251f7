import { setTimeout as delay } from 'node:timers/promises'
import type { RespValue } from '../engine'

const DATABASES = 16
/** Keys handled at once. */
const BATCH = 500

type Ask = (args: readonly string[]) => Promise<RespValue>

/** Lowers the remaining life of every key of every database; those whose time is over expire as they always do. */
export async function advanceTtls(ask: Ask, milliseconds: number): Promise<void> {
  for (let database = 0; database < DATABASES; database += 1) {
    await ask(['SELECT', String(database)])
    if ((await ask(['DBSIZE'])) !== 0) await advanceDatabase(ask, milliseconds)
  }
}

async function advanceDatabase(ask: Ask, milliseconds: number): Promise<void> {
  const keys = await everyKey(ask)
  for (let from = 0; from < keys.length; from += BATCH) {
    const over = await advanceKeys(ask, keys.slice(from, from + BATCH), milliseconds)
    if (over.length === 0) continue
    // Redis removes an expired key when somebody looks for it; nobody is to count it until then.
    await delay(3)
    await ask(['EXISTS', ...over])
  }
}

async function advanceKeys(ask: Ask, keys: readonly string[], milliseconds: number): Promise<string[]> {
  const asked = performance.now()
  const lives = await Promise.all(keys.map((key) => ask(['PTTL', key])))
  // A life that is given anew begins anew: what has gone by since it was asked for must not come back.
  const passed = milliseconds + Math.round(performance.now() - asked)
  const mortal = keys.flatMap((key, index) => {
    const life = lives[index]
    return typeof life === 'number' && life >= 0 ? [{ key, rest: life - passed }] : []
  })
  await Promise.all(mortal.map(({ key, rest }) => ask(['PEXPIRE', key, String(Math.max(1, rest))])))
  return mortal.filter(({ rest }) => rest <= 0).map(({ key }) => key)
}

async function everyKey(ask: Ask): Promise<string[]> {
  const keys = new Set<string>()
  let cursor = '0'
  do {
    const reply = await ask(['SCAN', cursor, 'COUNT', '1000'])
    const [next, found] = listOf(reply)
    cursor = typeof next === 'string' ? next : '0'
    for (const key of listOf(found)) if (typeof key === 'string') keys.add(key)
  } while (cursor !== '0')
  return [...keys]
}

const listOf = (value: RespValue | undefined): readonly RespValue[] =>
  typeof value === 'object' && value !== null ? value : []
