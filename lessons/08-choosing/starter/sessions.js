import session from 'express-session'

const options = {
  secret: 'keep it secret',
  resave: false,
  saveUninitialized: false,
  // req.session = null then means the same everywhere: this session ends.
  unset: 'destroy',
}

const stored = (store) => session({ ...options, store })

/** The same sessions, each time in another place. */
export const PLACES = {
  memory: () => session(options),

  file: async () => {
    const { default: connect } = await import('session-file-store')
    const FileStore = connect(session)
    return stored(new FileStore({ path: './sessions', retries: 0 }))
  },

  redis: async () => {
    const { RedisStore } = await import('connect-redis')
    const { createClient } = await import('redis')
    const client = createClient({ url: 'redis://localhost:6379' })
    client.on('error', (error) => console.error('Redis:', error.message))
    await client.connect()
    return stored(new RedisStore({ client }))
  },

  memcached: async () => {
    const { default: connect } = await import('connect-memcached')
    const MemcachedStore = connect(session)
    return stored(new MemcachedStore({ hosts: ['localhost:11211'], retries: 0, retry: 500 }))
  },

  postgres: async () => {
    const { default: connect } = await import('connect-pg-simple')
    const { default: pg } = await import('pg')
    const PgStore = connect(session)
    const pool = new pg.Pool({
      connectionString: 'postgres://learner:secret@localhost:5432/express-store-test',
    })
    pool.on('error', (error) => console.error('PostgreSQL:', error.message))
    return stored(new PgStore({ pool, createTableIfMissing: true }))
  },

  mongo: async () => {
    const { MongoStore } = await import('connect-mongo')
    const { MongoClient } = await import('mongodb')
    const client = new MongoClient('mongodb://localhost:27017', { serverSelectionTimeoutMS: 2000 })
    await client.connect()
    return stored(MongoStore.create({ client, dbName: 'express-store-test' }))
  },

  cookie: async () => {
    const { default: cookieSession } = await import('cookie-session')
    return cookieSession({ name: 'session', keys: ['keep it secret'] })
  },
}
