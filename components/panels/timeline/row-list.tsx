'use client'

import { useRef } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { rowAt, rowKey } from '@/protocol/model/row-at'
import { ExchangeRow } from './exchange-row'
import { LifeRow } from './life-row'
import { useReveal } from './use-reveal'
import { useRowWindow } from './use-row-window'

/** The rows, oldest first; the one at the cursor is open. */
export function RowList() {
  const trace = useLab((lab) => lab.trace)
  const cursor = useLab((lab) => lab.moment.cursor)
  const live = useLab((lab) => lab.cursor === 'live')
  const list = useRef<HTMLDivElement>(null)
  const { rows } = trace
  const selected = rowAt(trace, cursor)
  const quiet = trace.exchanges.length === 0
  const row = rows[selected]
  const { from, showEarlier } = useRowWindow(rows.length, selected, live)
  useReveal(list, row ? rowKey(row) : null, live, row?.type === 'exchange' ? row.exchange.steps.length : 0)
  return (
    <div
      ref={list}
      className={classNames(
        'relative min-h-0 overflow-y-auto pb-3 scroll-thin',
        quiet ? 'max-h-[50%] shrink-0' : 'flex-1',
      )}
    >
      {from > 0 ? (
        <Button size="small" kind="quiet" onClick={showEarlier}>
          Show earlier rows ({from})
        </Button>
      ) : null}
      <ol aria-label="What happened" className="grid grid-cols-1">
        {rows
          .slice(from)
          .map((one, index) =>
            one.type === 'exchange' ? (
              <ExchangeRow
                key={one.exchange.id}
                exchange={one.exchange}
                open={from + index === selected}
                cursor={from + index === selected ? cursor : 0}
              />
            ) : (
              <LifeRow
                key={rowKey(one)}
                name={rowKey(one)}
                life={one.life}
                selected={from + index === selected}
              />
            ),
          )}
      </ol>
    </div>
  )
}
