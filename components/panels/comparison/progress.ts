import type { Comparison } from '@/lessons/kit/comparison'
import type { Race } from './race'

/** How far a comparison has come, in a sentence. */
export function progressOf(
  { contestants }: Comparison,
  race: Pick<Race, 'running' | 'rows' | 'trouble'>,
): string {
  if (race.trouble !== null) return race.trouble
  const states = contestants.map(({ id }) => race.rows[id]?.state ?? 'waiting')
  const over = states.filter((state) => state !== 'waiting' && state !== 'measuring').length
  const all = String(contestants.length)
  if (!race.running) {
    if (over === 0) return 'About half a minute. Your own app is not touched.'
    const done = states.filter((state) => state === 'done').length
    return done === contestants.length
      ? 'Measured on this machine just now. Press a cell to read what was seen.'
      : `${String(done)} of ${all} measured. Press a cell to read what was seen.`
  }
  const current = contestants.find(({ id }) => race.rows[id]?.state === 'measuring')
  const doing = current ? race.rows[current.id]?.doing : null
  return current && doing ? `${String(over + 1)} of ${all}: ${current.name} ${doing}.` : 'Getting ready.'
}
