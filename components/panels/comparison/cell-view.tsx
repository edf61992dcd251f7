import { Check, X } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import type { Cell } from '@/lessons/kit/comparison'
import type { Row } from './measure'

const TONES: Record<Cell['tone'], string> = {
  good: 'text-ok',
  bad: 'text-bad',
  plain: 'text-ink',
  quiet: 'text-muted',
}

/** How far a storage that is here has come. */
type Seen = Exclude<Row['state'], 'absent'>

interface Props {
  cell: Cell | undefined
  state: Seen
  shown: boolean
  onShow: () => void
}

/** One answer, or what stands in its place. Pressed, it says what it rests on. */
export function CellView({ cell, state, shown, onShow }: Props) {
  if (!cell) return <Missing state={state} />
  const Sign = cell.tone === 'good' ? Check : cell.tone === 'bad' ? X : null
  return (
    <button
      type="button"
      aria-pressed={shown}
      onClick={onShow}
      className={classNames(
        'inline-flex items-start gap-1 rounded px-1 py-0.5 text-left tabular-nums hover:bg-soft aria-pressed:bg-soft',
        TONES[cell.tone],
      )}
    >
      {Sign ? <Sign aria-hidden size={14} strokeWidth={2.5} className="mt-[3px] shrink-0" /> : null}
      {cell.text}
    </button>
  )
}

function Missing({ state }: { state: Seen }) {
  const words = {
    waiting: 'not yet',
    measuring: 'not yet',
    done: 'not seen',
    failed: 'failed',
    stopped: 'stopped',
  }[state]
  return (
    <span
      className={classNames(
        'inline-block px-1 py-0.5 text-muted',
        state === 'measuring' && 'motion-safe:animate-pulse',
      )}
    >
      <span aria-hidden>{state === 'waiting' || state === 'measuring' ? '·' : words}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
