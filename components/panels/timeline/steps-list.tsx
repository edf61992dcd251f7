'use client'

import { useLabActions } from '@/components/sandbox/use-lab'
import { classNames } from '@/components/ui/class-names'
import { SessionChip } from '@/components/ui/session-chip'
import type { ExchangeView, Lane, Step } from '@/protocol/model/views'
import { currentStep } from './current-step'
import { STEP_TONES } from './lanes'

const NAMES: Record<Lane, string> = { browser: 'Browser', server: 'Server', store: 'Store' }

/** The steps of an exchange as a numbered list: who, to whom, what and why. Says in words what the picture draws. */
export function StepsList({ exchange, cursor }: { exchange: ExchangeView; cursor: number }) {
  const actions = useLabActions()
  const current = currentStep(exchange, cursor)
  return (
    <ol className="py-1.5" aria-label={`Steps of request ${String(exchange.number)}`}>
      {exchange.steps.map((step, index) => (
        <li key={step.eventId}>
          <button
            type="button"
            aria-current={index === current ? 'step' : undefined}
            onClick={() => actions.moveCursor(step.eventId)}
            className={classNames(
              'grid w-full grid-cols-[1.5rem_8.5rem_1fr] items-baseline gap-x-2 px-3 py-0.5 text-left text-sm focus-visible:outline-offset-[-2px]',
              index === current ? 'bg-accent-soft' : 'hover:bg-soft',
              index > current && 'grayscale',
            )}
          >
            <span className="text-right text-xs text-muted tabular-nums">{index + 1}</span>
            <span className="text-muted">{where(step)}</span>
            <span>
              <span
                className={classNames('font-medium', index > current ? 'text-muted' : STEP_TONES[step.tone])}
              >
                {step.label}
              </span>{' '}
              {step.sid ? <SessionChip sid={step.sid} /> : null}
              {step.sentence ? <span className="text-muted"> {step.sentence}</span> : null}
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

const where = ({ from, to }: Step): string =>
  from === to ? NAMES[from] : `${NAMES[from]} → ${NAMES[to].toLowerCase()}`
