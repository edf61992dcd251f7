import * as z from 'zod'

/** Of the options of a PGStore, as `store.made` tells them: those that say where its rows lie. */
export const TableOptions = z.object({
  schemaName: z.string().optional(),
  tableName: z.string().optional(),
})
export type TableOptions = z.infer<typeof TableOptions>

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

const Made = z.object({ store: TableOptions })

/** The place of a PGStore from the options of its `store.made`; the usual one when nothing is told of them. */
export function madeTablePlace(options: unknown): TablePlace {
  return tablePlace(Made.safeParse(options).data?.store ?? {})
}
