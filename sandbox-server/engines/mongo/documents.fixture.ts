export type Row = Record<string, unknown>

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** Of MongoDB's queries only equality and what connect-mongo asks. */
export function matches(row: Row, query: unknown): boolean {
  if (!isRow(query)) return true
  return Object.entries(query).every(([name, asked]) => {
    if (name === '$or') return Array.isArray(asked) && asked.some((one) => matches(row, one))
    if (name === '$and') return Array.isArray(asked) && asked.every((one) => matches(row, one))
    return fits(row[name], asked)
  })
}

function fits(value: unknown, asked: unknown): boolean {
  if (!isRow(asked)) return comparable(value) === comparable(asked)
  return Object.entries(asked).every(([operator, other]) => {
    if (operator === '$exists') return (value !== undefined) === Boolean(other)
    if (operator === '$ne') return comparable(value) !== comparable(other)
    if (operator === '$in') return Array.isArray(other) && other.map(comparable).includes(comparable(value))
    const [a, b] = [Number(value), Number(other)]
    return { $gt: a > b, $gte: a >= b, $lt: a < b, $lte: a <= b }[operator] ?? false
  })
}

const comparable = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value

/** By one field. */
export function sorted(rows: readonly Row[], sort: unknown): readonly Row[] {
  const [by] = isRow(sort) ? Object.keys(sort) : []
  if (by === undefined) return rows
  return rows.toSorted((a, b) => (String(a[by]) < String(b[by]) ? -1 : 1))
}

/** Only $set, $unset, $setOnInsert and $currentDate, a whole document, or a pipeline of $set with $literal. */
export function change(row: Row, update: unknown): Row {
  if (Array.isArray(update)) {
    let now = row
    for (const stage of update) now = change(now, withoutLiterals(stage))
    return now
  }
  if (!isRow(update)) return row
  if (!Object.keys(update).some((name) => name.startsWith('$'))) return { _id: row._id, ...update }
  const { $set, $setOnInsert, $unset, $currentDate } = update
  const dates = isRow($currentDate)
    ? Object.keys($currentDate).map((name): [string, unknown] => [name, new Date()])
    : []
  const changed = { ...row, ...(isRow($setOnInsert) ? $setOnInsert : {}), ...(isRow($set) ? $set : {}) }
  const gone = isRow($unset) ? Object.keys($unset) : []
  return Object.fromEntries([...Object.entries(changed), ...dates].filter(([name]) => !gone.includes(name)))
}

function withoutLiterals(stage: unknown): unknown {
  if (!isRow(stage) || !isRow(stage.$set)) return stage
  const values = Object.entries(stage.$set).map(([name, one]): [string, unknown] => [
    name,
    isRow(one) && '$literal' in one ? one.$literal : one,
  ])
  return { $set: Object.fromEntries(values) }
}
