import type { Lane, Step } from '@/protocol/model/views'

const ORDER: readonly Lane[] = ['browser', 'server', 'store']

/** The x of a lane, as a CSS value set by the diagram. */
export const laneX = (lane: Lane): string => `var(--x${String(ORDER.indexOf(lane))})`

/** An arrow's left and right lane, and whether it points left. */
export function span({ from, to }: Pick<Step, 'from' | 'to'>): { left: Lane; right: Lane; back: boolean } {
  const back = ORDER.indexOf(from) > ORDER.indexOf(to)
  return back ? { left: to, right: from, back } : { left: from, right: to, back }
}

/** The colour of a step by its tone. */
export const STEP_TONES: Record<Step['tone'], string> = {
  plain: 'text-ink',
  good: 'text-ok',
  attention: 'text-warn',
  bad: 'text-bad',
  quiet: 'text-muted',
}
