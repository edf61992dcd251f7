/**
 * How an app is told where its engines are, as people name these variables at home. The same for every workspace and
 * whatever serves: what nothing serves is refused, as at home.
 */
export const ENGINE_ENVIRONMENT: Record<string, string> = {
  REDIS_URL: 'redis://localhost:6379',
  MEMCACHED_URL: 'localhost:11211',
  DATABASE_URL: 'postgres://learner:secret@localhost:5432/express-store-test',
  PGHOST: 'localhost',
  PGUSER: 'learner',
  PGPASSWORD: 'secret',
  PGDATABASE: 'express-store-test',
  MONGO_URL: 'mongodb://localhost:27017',
}
