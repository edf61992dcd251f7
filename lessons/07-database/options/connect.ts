import { visit } from '../../kit/option-steps'
import type { StoreOption } from '../../kit/store-option'
import type { FileEdit } from '../../../protocol/with-edits'
import { signedInAs } from './seen'

const DATABASE = 'localhost:5432/express-store-test'

/** The store’s way to the database is replaced. */
export const insteadOfPool = (lines: string): FileEdit => ({
  file: 'app.js',
  find: '  pool,\n',
  replace: lines,
})

const SEE = 'The store card names who signed in to PostgreSQL. The row lies in the table as before.'

/** How the store gets at the database: one of these four, or the environment’s DATABASE_URL. */
export const connecting: readonly StoreOption[] = [
  {
    name: 'pool',
    purpose:
      'A pool of connections that you made. Your own queries can use it too, and you decide how many connections there are.',
    fallback: 'the store makes its own',
    values: [
      {
        text: 'pool: new pg.Pool({ connectionString, max: 1 })',
        edits: [
          insteadOfPool(
            `  pool: new pg.Pool({ connectionString: 'postgres://own-pool:secret@${DATABASE}', max: 1 }),\n`,
          ),
        ],
        scenario: [visit],
        see: SEE,
        check: (trace) => signedInAs(trace, 'own-pool'),
      },
    ],
  },
  {
    name: 'conString',
    purpose: 'A connection string. The store makes a pool from it and looks after that pool itself.',
    fallback: '`DATABASE_URL` of the environment',
    values: [
      {
        text: `conString: 'postgres://con-string:secret@${DATABASE}'`,
        edits: [insteadOfPool(`  conString: 'postgres://con-string:secret@${DATABASE}',\n`)],
        scenario: [visit],
        see: SEE,
        check: (trace) => signedInAs(trace, 'con-string'),
      },
    ],
  },
  {
    name: 'conObject',
    purpose:
      'The same in parts: host, port, user, password, database, and whatever else a `pg` pool takes, such as `ssl`.',
    fallback: 'none',
    values: [
      {
        text: "conObject: { host: 'localhost', port: 5432, user: 'con-object', … }",
        edits: [
          insteadOfPool(`  conObject: {
    host: 'localhost',
    port: 5432,
    user: 'con-object',
    password: 'secret',
    database: 'express-store-test',
  },
`),
        ],
        scenario: [visit],
        see: SEE,
        check: (trace) => signedInAs(trace, 'con-object'),
      },
    ],
  },
  {
    name: 'pgPromise',
    purpose: 'A database object of `pg-promise`, for apps that use that module instead of `pg` itself.',
    fallback: 'none',
    values: [
      {
        text: `pgPromise: pgPromise()('postgres://pg-promise:secret@${DATABASE}')`,
        edits: [
          {
            file: 'app.js',
            find: "import pg from 'pg'\n",
            replace: "import pg from 'pg'\nimport pgPromise from 'pg-promise'\n",
          },
          insteadOfPool(`  pgPromise: pgPromise()('postgres://pg-promise:secret@${DATABASE}'),\n`),
        ],
        scenario: [visit],
        see: SEE,
        check: (trace) => signedInAs(trace, 'pg-promise'),
      },
    ],
  },
]
