import { useId } from 'react'
import { classNames } from '@/components/ui/class-names'

interface Props {
  label: string
  bytes: number
  /** The most there can be. */
  most: number
  /** What happens at the most, in a sentence. */
  hint: string
}

/** How much of an allowance in bytes is used, as a number and a bar; amber from three quarters on. */
export function ByteMeter({ label, bytes, most, hint }: Props) {
  const id = useId()
  const share = Math.min(1, bytes / most)
  return (
    <div title={hint}>
      <p id={id} className="flex items-baseline gap-2 text-xs text-muted">
        <span>{label}</span>
        <span className={classNames('ml-auto tabular-nums', share > TIGHT ? 'text-warn' : 'text-ink')}>
          {grouped(bytes)} <span className="text-muted">of {grouped(most)} bytes</span>
        </span>
      </p>
      <div
        role="meter"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={bytes}
        className="mt-0.5 h-1.5 overflow-hidden rounded-full bg-soft outline-1 -outline-offset-1 outline-line"
      >
        <div
          className={classNames('h-full rounded-full', share > TIGHT ? 'bg-warn' : 'bg-edge')}
          style={{ width: `${String(Math.max(1.5, share * 100))}%` }}
        />
      </div>
    </div>
  )
}

const TIGHT = 0.75
const grouped = (value: number): string => value.toLocaleString('en')
