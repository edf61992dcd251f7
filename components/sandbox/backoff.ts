/** Milliseconds before the next try: 0.5 s, 1 s, 2 s, … up to 10 s, with a little chance so that a class does not knock at once. */
export function backoff(attempt: number, chance = Math.random()): number {
  return Math.min(10_000, 500 * 2 ** attempt) * (0.8 + 0.4 * chance)
}
