/** The table that connect-pg-simple expects, as its table.sql makes it. */
export const tableSql = (table: string): string => `CREATE TABLE ${quoted(table)} (
  "sid" varchar NOT NULL COLLATE "default",
  "sess" json NOT NULL,
  "expire" timestamp(6) NOT NULL
);
ALTER TABLE ${quoted(table)} ADD CONSTRAINT "session_pkey"
  PRIMARY KEY ("sid") NOT DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX "IDX_session_expire" ON ${quoted(table)} ("expire");`

const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.')

/** Schema and table as the app's store was told, where it was told any. */
export interface TableNames {
  schema: string
  table: string
}

/** Reads them from the options that a PGStore was made with. */
export function tableNames(options: Readonly<Record<string, unknown>> | undefined): TableNames {
  const name = (key: string, otherwise: string) => {
    const value = options?.[key]
    return typeof value === 'string' && value !== '' ? value : otherwise
  }
  return { schema: name('schemaName', 'public'), table: name('tableName', 'session') }
}
