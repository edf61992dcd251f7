'use client'

import { memo, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { IdText } from '@/components/ui/id-text'
import { shortDuration } from '@/components/ui/time-words'
import { isSql } from '@/protocol/model/command-words'
import { splitVerb } from './split-verb'
import { isByHand, type ToldCommand } from './told-commands'

interface Props {
  command: ToldCommand
  sids: ReadonlySet<string>
}

/** One command with its parameters, its answer and its time; long ones open to their whole on a press. */
export const CommandItem = memo(function CommandItem({ command, sids }: Props) {
  const [open, setOpen] = useState(false)
  const { parameters, outcome, reply, durationUs } = command
  const [first, rest] = splitVerb(command.verb, command.text)
  const failed = outcome === 'error'
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="block w-full rounded-md px-1.5 py-1 text-left font-mono text-xs leading-[1.6] hover:bg-soft focus-visible:outline-offset-[-2px]"
      >
        <span
          className={classNames(
            isSql(command) ? '[overflow-wrap:anywhere]' : 'break-all',
            open ? 'block whitespace-pre-wrap' : 'line-clamp-2',
          )}
        >
          {isByHand(command) ? (
            <>
              <Badge tone="attention" title="You asked this. The app knows nothing of it.">
                you
              </Badge>{' '}
            </>
          ) : null}
          <b className="font-semibold">{first}</b>
          <IdText text={rest} sids={sids} />
        </span>
        {parameters.map((value, index) => (
          <span key={index} className="flex gap-2 text-muted">
            <span className="w-[2ch] shrink-0">${index + 1}</span>
            <span
              className={classNames(
                'min-w-0 [overflow-wrap:anywhere]',
                open ? 'whitespace-pre-wrap' : 'truncate',
              )}
            >
              {value === null ? <i>NULL</i> : <IdText text={value} sids={sids} />}
            </span>
          </span>
        ))}
        <span className={classNames('flex gap-2', failed ? 'text-bad' : 'text-muted')}>
          <span aria-hidden className="w-[2ch] shrink-0">
            →
          </span>
          <span
            className={classNames(
              'min-w-0 [overflow-wrap:anywhere]',
              open || failed ? 'whitespace-pre-wrap' : 'truncate',
            )}
          >
            <span className="sr-only">{failed ? 'error: ' : 'answer: '}</span>
            <IdText text={reply} sids={sids} />
          </span>
          <span className="ml-auto shrink-0 tabular-nums">{shortDuration(durationUs / 1000)}</span>
        </span>
      </button>
    </li>
  )
})
