const SHORT: readonly [RegExp, string][] = [
  [/^character varying/, 'varchar'],
  [/^character\b/, 'char'],
  [/ without time zone$/, ''],
  [/^timestamp(\(\d\))? with time zone$/, 'timestamptz$1'],
]

/** A column's type in the short name that people write: `varchar`, `timestamp(6)`. */
export const shortType = (type: string): string =>
  SHORT.reduce((name, [long, short]) => name.replace(long, short), type)
