import { field } from './field'

/** Of the options of a PGStore, as `store.made` tells them: those that say where its rows lie. */
export interface TableOptions {
  schemaName?: string | undefined
  tableName?: string | undefined
}

/** Where a store of connect-pg-simple keeps its rows; schema null: wherever the search path finds the table first. */
export interface TablePlace {
  schema: string | null
  table: string
}

/**
 * As the constructor reads them (connect-pg-simple 10.0.0 index.js): an empty name counts as none, and the old spelling
 * of a schema, `tableName: 'a"."b'`, still works.
 */
export function tablePlace({ schemaName = '', tableName = '' }: TableOptions): TablePlace {
  if (schemaName !== '') return { schema: schemaName, table: tableName || 'session' }
  const [, schema = null, table = tableName] = /^([^"]+)"\."([^"]+)$/.exec(tableName) ?? []
  return { schema, table: table || 'session' }
}

/** The place of a PGStore from the options of its `store.made`, else the usual one. Read by hand: the page has no zod at first. */
export function madeTablePlace(options: unknown): TablePlace {
  const store = field(options, 'store')
  return tablePlace({
    schemaName: text(field(store, 'schemaName')),
    tableName: text(field(store, 'tableName')),
  })
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
