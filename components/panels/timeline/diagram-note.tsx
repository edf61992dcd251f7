import { classNames } from '@/components/ui/class-names'
import { SessionChip } from '@/components/ui/session-chip'
import type { Step } from '@/protocol/model/views'
import { laneX, STEP_TONES } from './lanes'

/**
 * A step on one lifeline: a dot and a few words, then the whole reason where there is room for it. At the server the
 * words stand before the dot, so that the reason has the width from there to the edge.
 */
export function DiagramNote({ step }: { step: Step }) {
  const explained = step.sentence !== null && step.from !== 'store'
  const ahead = explained && step.from === 'server'
  const after =
    step.from === 'store'
      ? { paddingRight: `calc(100% - ${laneX('store')} + 0.5rem)` }
      : { paddingLeft: `calc(${laneX(step.from)} + 0.375rem)`, paddingRight: '0.75rem' }
  return (
    <span className="block min-h-6">
      <span
        aria-hidden
        className={classNames(
          'absolute top-2 size-1.5 -translate-x-1/2 rounded-full bg-current',
          STEP_TONES[step.tone],
        )}
        style={{ left: `calc(${laneX(step.from)} + 0.5px)` }}
      />
      {ahead ? (
        <span
          className="absolute top-0 hidden h-6 items-center @lg/timeline:flex"
          style={{ right: `calc(100% - ${laneX('server')} + 0.375rem)` }}
        >
          <Words step={step} />
        </span>
      ) : null}
      <span
        className={classNames(
          'flex min-h-6 max-w-full items-start py-[0.1875rem]',
          step.from === 'store' && 'justify-end',
        )}
        style={after}
      >
        <span className={classNames('flex min-w-0', ahead && '@lg/timeline:hidden')}>
          <Words step={step} />
        </span>
        {explained ? (
          <span className="hidden min-w-0 bg-(--line-bg) px-1.5 text-xs text-pretty text-muted @lg/timeline:inline">
            {step.sentence}
          </span>
        ) : null}
      </span>
    </span>
  )
}

function Words({ step }: { step: Step }) {
  const isCode = step.kind === 'session' || step.kind === 'console' || step.kind === 'command'
  return (
    <span className="flex min-w-0 items-center gap-1.5 bg-(--line-bg) px-1.5">
      <span
        className={classNames('truncate text-xs', isCode ? 'font-mono' : 'font-medium', STEP_TONES[step.tone])}
      >
        {step.label}
      </span>
      {(step.kind === 'verdict' || step.kind === 'command') && step.sid ? <SessionChip sid={step.sid} /> : null}
    </span>
  )
}
