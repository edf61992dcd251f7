import { classNames } from '@/components/ui/class-names'
import { SessionChip } from '@/components/ui/session-chip'
import type { Step } from '@/protocol/model/views'
import { laneX, STEP_TONES } from './lanes'

/** A step on one lifeline: a dot, a few words, and the reason as far as there is room. */
export function DiagramNote({ step }: { step: Step }) {
  const atStore = step.from === 'store'
  const words = (
    <span className="flex min-w-0 items-center gap-1.5 bg-(--line-bg) px-1.5">
      <span
        className={classNames(
          'truncate text-xs',
          step.kind === 'session' || step.kind === 'console' ? 'font-mono' : 'font-medium',
          STEP_TONES[step.tone],
        )}
      >
        {step.label}
      </span>
      {step.kind === 'verdict' && step.sid ? <SessionChip sid={step.sid} /> : null}
      {step.sentence && !atStore ? (
        <span className="hidden min-w-0 flex-1 truncate text-xs text-muted @lg/timeline:inline">
          {step.sentence}
        </span>
      ) : null}
    </span>
  )
  const place = atStore
    ? { right: `calc(100% - ${laneX('store')} + 0.5rem)` }
    : { left: `calc(${laneX(step.from)} + 0.375rem)`, right: '0.75rem' }
  return (
    <span className="block h-6">
      <span
        aria-hidden
        className={classNames(
          'absolute top-2 size-1.5 -translate-x-1/2 rounded-full bg-current',
          STEP_TONES[step.tone],
        )}
        style={{ left: `calc(${laneX(step.from)} + 0.5px)` }}
      />
      <span className="absolute top-0 flex h-6 max-w-full items-center overflow-hidden" style={place}>
        {words}
      </span>
    </span>
  )
}
