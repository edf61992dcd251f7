/** A package whose declarations the editor knows. */
export interface TypedPackage {
  name: string
  /** With the site's own packages, or with the modules that learners may require. */
  from: 'site' | 'runtime'
  /** Documentation is kept where it helps most while typing. */
  documented?: true
  /** Where its declarations begin, when package.json says so only to newer resolvers. */
  types?: string
}

const site = (name: string): TypedPackage => ({ name, from: 'site' })
const runtime = (name: string, types?: string): TypedPackage => ({
  name,
  from: 'runtime',
  ...(types && { types }),
})

/** What an Express app with sessions may require, and what their declarations need in turn. */
export const PACKAGES: readonly TypedPackage[] = [
  ...['@types/express', '@types/express-serve-static-core', '@types/express-session'].map(
    (name): TypedPackage => ({ name, from: 'site', documented: true }),
  ),
  ...[
    '@types/body-parser',
    '@types/client-sessions',
    '@types/connect',
    '@types/connect-flash',
    '@types/connect-memcached',
    '@types/connect-pg-simple',
    '@types/cookie-session',
    '@types/cookies',
    '@types/http-errors',
    '@types/keygrip',
    '@types/memcached',
    '@types/node',
    '@types/passport',
    '@types/passport-local',
    '@types/passport-strategy',
    '@types/pg',
    '@types/qs',
    '@types/range-parser',
    '@types/send',
    '@types/serve-static',
  ].map(site),
  runtime('@redis/client'),
  runtime('bcryptjs'),
  runtime('bson'),
  runtime('connect-mongo'),
  runtime('connect-redis'),
  runtime('csrf-sync'),
  runtime('iron-session', 'dist/index.d.cts'),
  runtime('mongodb'),
  runtime('pg-promise'),
  runtime('pg-protocol'),
  runtime('pg-types'),
  runtime('redis'),
]
