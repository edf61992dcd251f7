'use client'

import { useEffect, useRef } from 'react'
import { useKnownIds } from '@/components/sandbox/use-known-ids'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { IdText } from '@/components/ui/id-text'
import { shortDuration } from '@/components/ui/time-words'
import { useCopied } from '@/components/ui/use-copied'
import type { QueryReply } from '@/protocol/api'
import { placeInSql } from './place-in-sql'
import { shortType } from './short-type'

interface Props {
  sql: string
  /** null: nobody gave one. */
  reply: QueryReply | null
}

/** The answer to a question: a table, or the database's own words about what is wrong and where; or that none came. */
export function QueryResult({ sql, reply }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for the way to undo it.
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [reply])
  return (
    <div ref={place} role="status" className="mt-2 scroll-m-2 border-t pt-2">
      {reply === null ? (
        <p className="text-sm text-muted">No answer came. The question is still here, so you can ask again.</p>
      ) : reply.error ? (
        <Fault sql={sql} error={reply.error} />
      ) : (
        <Answer reply={reply} />
      )}
    </div>
  )
}

function Answer({ reply: { columns, rows, total, durationMs } }: { reply: QueryReply }) {
  const sids = useKnownIds()
  const { said, copy } = useCopied()
  const cut = total > rows.length ? `, the first ${String(rows.length)} are shown` : ''
  return (
    <>
      <div className="-mx-3 max-h-80 overflow-auto scroll-thin">
        <table className="w-full border-separate border-spacing-0 text-left font-mono text-xs leading-[1.55]">
          <caption className="sticky left-0 px-3 pb-1 text-left font-sans text-xs text-muted tabular-nums">
            <span className="flex items-center gap-2">
              {total === 1 ? '1 row' : `${String(total)} rows`}
              {cut}, {shortDuration(durationMs)}
              <Button
                size="small"
                kind="quiet"
                title="Copies the answer as text, columns parted by tabs"
                onClick={() => copy(asText(columns, rows))}
              >
                <span aria-live="polite">{said ?? 'Copy'}</span>
              </Button>
            </span>
          </caption>
          <thead className="sticky top-0 bg-panel">
            <tr>
              {columns.map((column, index) => (
                <th
                  key={index}
                  scope="col"
                  className="border-y px-1.5 py-1 font-semibold whitespace-nowrap first:pl-3"
                >
                  {column.name} <span className="font-normal text-muted">{shortType(column.type)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, number) => (
              <tr key={number} className="align-top hover:bg-soft">
                {row.map((cell, index) => (
                  <td
                    key={index}
                    className={classNames(
                      'max-w-[36ch] border-b px-1.5 py-1 first:pl-3',
                      (cell?.length ?? 0) > SHORT ? '[overflow-wrap:anywhere]' : 'whitespace-nowrap',
                    )}
                  >
                    {cell === null ? (
                      <span className="text-muted">NULL</span>
                    ) : (
                      <IdText text={cell} sids={sids} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Numbers and times stay on one line; ids and JSON do not. */
const SHORT = 20

const asText = (columns: QueryReply['columns'], rows: QueryReply['rows']): string =>
  [columns.map(({ name }) => name), ...rows.map((row) => row.map((cell) => cell ?? ''))]
    .map((line) => line.join('\t'))
    .join('\n')

function Fault({ sql, error }: { sql: string; error: NonNullable<QueryReply['error']> }) {
  const place = placeInSql(sql, error.position)
  return (
    <>
      <p className="text-sm text-bad">{error.message}</p>
      {place ? (
        <pre className="mt-1 overflow-x-auto rounded-md bg-soft p-2 font-mono text-xs leading-[1.6] scroll-thin">
          {place.text}
          {'\n'}
          {' '.repeat(place.column)}
          <span className="text-bad">^</span>
        </pre>
      ) : null}
      {error.code ? (
        <p className="mt-1 text-xs text-muted">
          Code {error.code}
          {place && place.line > 1 ? `, line ${String(place.line)}` : ''}
        </p>
      ) : null}
    </>
  )
}
