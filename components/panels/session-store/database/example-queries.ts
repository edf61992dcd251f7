/** Questions to begin with, about one table, a key that its sessions have, and the app's clock. */
export function exampleQueries(table: string, sample: string, clockOffsetMs: number): string[] {
  const name = /^[a-z_]+$/.test(sample) ? sample : 'value'
  return [
    `select count(*) from ${table}`,
    `select sid, sess->'${sample}' as ${name} from ${table}`,
    `select sid, expire - ${appsNow(clockOffsetMs)} as left from ${table} order by expire`,
  ]
}

/** now() is the server's own clock, which the lab does not move with the app's. */
function appsNow(clockOffsetMs: number): string {
  const ahead = intervalOf(clockOffsetMs)
  return ahead === '' ? 'now()::timestamp' : `(now() + interval '${ahead}')::timestamp`
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** As PostgreSQL reads it: `1 day 30 minutes`. */
function intervalOf(milliseconds: number): string {
  let left = Math.round(milliseconds / 1000)
  const parts: string[] = []
  for (const [unit, seconds] of UNITS) {
    const count = Math.floor(left / seconds)
    left -= count * seconds
    if (count > 0) parts.push(`${String(count)} ${unit}${count === 1 ? '' : 's'}`)
  }
  return parts.join(' ')
}
