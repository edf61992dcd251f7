import { Pool } from 'undici'

export const CONNECTIONS = 8

/** Someone who comes back with the cookie of the first visit. */
export async function visitor(origin, host) {
  const pool = new Pool(origin, { connections: CONNECTIONS })
  const first = await pool.request({ method: 'GET', path: '/', headers: { host } })
  await first.body.dump()
  const cookie = [first.headers['set-cookie']].flat()[0].split(';')[0]
  const visit = async () => {
    const answer = await pool.request({ method: 'GET', path: '/', headers: { host, cookie } })
    await answer.body.dump()
    if (answer.statusCode !== 200) throw new Error(`${host} answered ${answer.statusCode}`)
  }
  visit.close = () => pool.close()
  return visit
}

/** Sends so many requests as fast as they are answered; resolves to how many per second. */
export async function burst(visit, requests) {
  const begun = performance.now()
  let left = requests
  const lane = async () => {
    while (left-- > 0) await visit()
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, lane))
  return requests / ((performance.now() - begun) / 1000)
}
