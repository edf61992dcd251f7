const LONGEST_PATTERN = 1024
/** Of all keys together, about 10 ms of our only thread; a hostile pattern on long keys finds less. */
const STEPS = 500_000

/** Redis' own patterns: `*`, `?`, `[a-c]`, `[^a]`, and `\` before what is meant as it is. Bounded in steps. */
export function glob(pattern: string): (text: string) => boolean {
  if (pattern.length > LONGEST_PATTERN) return () => false
  const parts = partsOf(pattern)
  const budget = { steps: STEPS }
  return (text) => matches(parts, text, budget)
}

type Part = 'star' | ((character: string) => boolean)

function partsOf(pattern: string): Part[] {
  const parts: Part[] = []
  // A set in brackets, an escaped character, or any one character.
  for (const [piece] of pattern.matchAll(/\[(?:\\[^]|[^\]\\])*\]?|\\[^]|[^]/g)) {
    if (piece === '*') parts.push('star')
    else if (piece === '?') parts.push(() => true)
    else if (piece.startsWith('[')) parts.push(setOf(piece.slice(1).replace(/\]$/, '')))
    else {
      const meant = piece.length > 1 ? piece.slice(1) : piece
      parts.push((character) => character === meant)
    }
  }
  return parts
}

function setOf(text: string): (character: string) => boolean {
  const negated = text.startsWith('^')
  const ranges = [...text.slice(negated ? 1 : 0).matchAll(/(\\[^]|[^])(?:-(\\[^]|[^]))?/g)].map((found) => {
    const from = (found[1] ?? '').slice(-1)
    const to = (found[2] ?? from).slice(-1)
    return from <= to ? { from, to } : { from: to, to: from }
  })
  return (character) => ranges.some(({ from, to }) => character >= from && character <= to) !== negated
}

/** Goes back to the last star alone, which is enough. */
function matches(parts: readonly Part[], text: string, budget: { steps: number }): boolean {
  let at = 0
  let part = 0
  let star = -1
  let starAt = 0
  while (at < text.length) {
    budget.steps -= 1
    if (budget.steps < 0) return false
    const wanted = parts[part]
    if (wanted === 'star') {
      // Whatever follows fits, so that the usual `sess:*` takes few steps however long the keys are.
      if (part === parts.length - 1) return true
      star = part
      starAt = at
      part += 1
    } else if (wanted?.(text.charAt(at)) === true) {
      at += 1
      part += 1
    } else if (star >= 0) {
      starAt += 1
      at = starAt
      part = star + 1
    } else return false
  }
  return parts.slice(part).every((rest) => rest === 'star')
}
