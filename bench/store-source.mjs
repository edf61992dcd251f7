import { APP } from './app-source.mjs'

const LINES = {
  memory: '',
  redis: `const { createClient } = require('redis')
const { RedisStore } = require('connect-redis')
const client = createClient({ url: 'redis://localhost:6379' })
client.on('error', () => {})
client.connect()
const store = new RedisStore({ client })`,
  memcached: `const MemcachedStore = require('connect-memcached')(session)
const store = new MemcachedStore({ hosts: ['localhost:11211'] })`,
  postgres: `const PGStore = require('connect-pg-simple')(session)
const store = new PGStore({ conString: process.env.DATABASE_URL, createTableIfMissing: true })`,
}

/** The app that is measured, with its sessions in this store. */
export function appWith(store) {
  if (store === 'memory') return APP
  return APP.replace('const app', `${LINES[store]}\nconst app`).replace('resave:', 'store, resave:')
}
