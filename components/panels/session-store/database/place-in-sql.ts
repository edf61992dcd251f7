/** The line of a statement that an error points at, and how far into it. */
export interface SqlPlace {
  line: number
  text: string
  /** Characters before the place. */
  column: number
}

/** Finds the place that PostgreSQL names: characters from 1, over all lines. */
export function placeInSql(sql: string, position: number | null): SqlPlace | null {
  if (position === null || position < 1 || position > sql.length + 1) return null
  const before = sql.slice(0, position - 1).split('\n')
  const line = before.length
  return { line, text: sql.split('\n')[line - 1] ?? '', column: before.at(-1)?.length ?? 0 }
}
