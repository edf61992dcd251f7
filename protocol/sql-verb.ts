/** A statement's first word, comments and blanks before it left out: step by step, since one expression may try for ever. */
export function sqlVerb(sql: string): string {
  const skipped = /\s+|\(|--[^\n]*|\/\*[\s\S]*?\*\//y
  let at = 0
  while (skipped.test(sql)) at = skipped.lastIndex
  return /^[A-Za-z]+/.exec(sql.slice(at))?.[0].toUpperCase() ?? 'SQL'
}
