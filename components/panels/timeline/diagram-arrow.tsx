import { classNames } from '@/components/ui/class-names'
import { SessionChip } from '@/components/ui/session-chip'
import type { Step } from '@/protocol/model/views'
import { laneX, span, STEP_TONES } from './lanes'

/** A step between two lifelines: its words over the middle of an arrow. */
export function DiagramArrow({ step, ahead }: { step: Step; ahead: boolean }) {
  const { left, right, back } = span(step)
  const ends = { left: laneX(left), right: `calc(100% - ${laneX(right)})` }
  return (
    <span className={classNames('block h-7', STEP_TONES[step.tone])}>
      <span className="absolute top-0 flex h-5 items-center justify-center" style={ends}>
        <span className="flex items-center gap-1.5 bg-(--line-bg) px-1.5 font-mono text-xs whitespace-nowrap">
          {step.label}
          {step.sid && step.kind !== 'store-answer' ? <SessionChip sid={step.sid} /> : null}
        </span>
      </span>
      <span
        aria-hidden
        className={classNames('absolute bottom-1.5 h-[1.5px] bg-current', ahead ? 'opacity-35' : 'opacity-80')}
        style={ends}
      >
        <svg
          viewBox="0 0 8 8"
          className={classNames(
            'absolute top-1/2 size-2 -translate-y-1/2 fill-current',
            back ? 'left-0 rotate-180' : 'right-0',
          )}
        >
          <path d="M0 .5 8 4 0 7.5z" />
        </svg>
      </span>
    </span>
  )
}
