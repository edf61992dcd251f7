import type { StoreTable } from '@/protocol/snapshot'

/** Key words that are no table's name unless quoted (PostgreSQL manual, appendix C: reserved, with and without exceptions). */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
  column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze
  from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
  localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
  returning right select session_user similar some symmetric system_user table tablesample then to trailing true union
  unique user using variadic verbose when where window with`.split(/\s+/),
)

/** A table's name as it stands in SQL: quoted where it must be (section 4.1.1), without the schema that is searched anyway. */
export function sqlName({ schema, name }: Pick<StoreTable, 'schema' | 'name'>): string {
  return schema === 'public' ? identifier(name) : `${identifier(schema)}.${identifier(name)}`
}

function identifier(name: string): string {
  const isPlain = /^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED.has(name)
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`
}
