'use client'

import { memo, useId } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'
import { browserTitle } from '@/components/ui/browser-title'
import { classNames } from '@/components/ui/class-names'
import { SessionChip } from '@/components/ui/session-chip'
import { shortDuration } from '@/components/ui/time-words'
import type { ExchangeView } from '@/protocol/model/views'
import { ExchangeDetail } from './exchange-detail'
import { rowIdentity } from './row-identity'

interface Props {
  exchange: ExchangeView
  open: boolean
  /** Event id of the cursor when it is in this row, else 0. */
  cursor: number
}

/** One request and its response: a line, which opens to its story when the cursor is in it. */
export const ExchangeRow = memo(function ExchangeRow({ exchange, open, cursor }: Props) {
  const actions = useLabActions()
  const id = useId()
  return (
    <li
      data-row={exchange.id}
      data-place={open ? 'exchange' : undefined}
      className={classNames(
        'min-w-0',
        open
          ? 'my-1 overflow-hidden rounded-xl border border-accent bg-panel'
          : '[contain-intrinsic-size:auto_2.125rem] [content-visibility:auto]',
      )}
    >
      <button
        type="button"
        data-row-head
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-current={open ? 'step' : undefined}
        onClick={() => actions.moveCursor(exchange.lastEventId)}
        className={classNames(
          'flex min-h-8.5 w-full items-center gap-2 rounded-lg px-2 text-left text-sm focus-visible:outline-offset-[-2px]',
          open ? 'text-ink' : 'text-muted hover:bg-panel',
        )}
      >
        <span className="w-6 shrink-0 text-right text-xs text-muted tabular-nums">{exchange.number}</span>
        <span className="max-w-[40%] shrink-0 truncate font-mono text-xs font-semibold text-ink">
          {exchange.method} {exchange.path}
        </span>
        <span className="min-w-0 flex-1 truncate">
          <span className="text-ink">{browserTitle(exchange.browser)}</span>
          {exchange.summary ? `, ${exchange.summary}` : ''}
        </span>
        <Identity exchange={exchange} />
        <Outcome exchange={exchange} />
      </button>
      {open ? (
        <div id={id}>
          <ExchangeDetail exchange={exchange} cursor={cursor} />
        </div>
      ) : null}
    </li>
  )
})

/** Dashed when no cookie carries the session: the chip is there to be compared, and not to be found again. */
function Identity({ exchange }: { exchange: ExchangeView }) {
  const identity = rowIdentity(exchange)
  if (identity === null) return null
  const { sid, words, lost } = identity
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-xs">
      <span className="sr-only @xl/timeline:not-sr-only">{words}</span>
      <SessionChip
        sid={sid}
        className={lost ? 'bg-transparent! outline-1 -outline-offset-1 outline-dashed' : ''}
      />
    </span>
  )
}

function Outcome({ exchange: { response, error, durationMs } }: { exchange: ExchangeView }) {
  const status = response?.status
  return (
    <>
      <span
        className={classNames(
          'w-8 shrink-0 text-right font-mono text-xs font-semibold tabular-nums',
          statusTone(status, error !== null),
        )}
      >
        {status ?? (error ? 'none' : '…')}
      </span>
      <span className="hidden w-14 shrink-0 text-right text-xs tabular-nums @md/timeline:inline">
        {durationMs === null ? '' : shortDuration(durationMs)}
      </span>
    </>
  )
}

function statusTone(status: number | undefined, failed: boolean): string {
  if (failed || (status !== undefined && status >= 500)) return 'text-bad'
  return status !== undefined && status >= 400 ? 'text-warn' : 'text-ink'
}
