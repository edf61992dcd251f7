import { Check } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'

/** The circle before a task: its number, or a tick once it is done. */
export function Tick({ done, number }: { done: boolean; number: number }) {
  return (
    <span
      className={classNames(
        'mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full border text-sm font-semibold tabular-nums transition-colors',
        done ? 'border-ok bg-ok text-panel' : 'border-edge text-muted',
      )}
    >
      {done ? <Check aria-hidden size={14} strokeWidth={3} /> : <span aria-hidden>{number}</span>}
      <span className="sr-only">
        {done ? `Task ${String(number)}, done: ` : `Task ${String(number)}, to do: `}
      </span>
    </span>
  )
}
