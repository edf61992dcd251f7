const FROM = {
  url: 'from the environment',
  program: 'from this machine',
  embedded: 'embedded',
  'stand-in': 'not the real one',
}
const KINDS = { redis: 'Redis', memcached: 'Memcached', postgres: 'PostgreSQL', mongo: 'MongoDB' }

/** Which store servers are in use, and how to get the real one where it is not. */
export function sayEngines(engines) {
  const servers = engines.flatMap(({ engine }) => (engine ? [engine] : []))
  const names = servers.map(({ kind, name, from }) =>
    from === 'none' ? `no ${KINDS[kind]}` : `${name} (${FROM[from]})`,
  )
  const hints = servers.flatMap(({ hint }) => (hint ? [`  ${hint}`] : []))
  return [`Stores: ${names.join(', ')}.`, ...hints].join('\n')
}
