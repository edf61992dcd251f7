'use client'

import { useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { Comparison } from '@/lessons/kit/comparison'
import { CellView } from './cell-view'
import { DetailLine, type Detail } from './detail-line'
import type { Row } from './measure'

interface Props {
  comparison: Comparison
  rows: Readonly<Record<string, Row>>
}

/** A row for each storage, a column for each question; what a cell rests on is shown below when it is pressed. */
export function ComparisonTable({ comparison: { questions, contestants }, rows }: Props) {
  const [detail, setDetail] = useState<Detail | null>(null)
  const isShown = (id: string, what: string) => detail?.contestant === id && detail.what === what
  const show = (contestant: string, what: string) =>
    setDetail(isShown(contestant, what) ? null : { contestant, what })
  return (
    <>
      <div
        role="group"
        aria-label="Table"
        tabIndex={0}
        className="mt-3 overflow-x-auto rounded-lg border bg-panel px-3 scroll-thin"
      >
        <table className="w-full border-collapse text-left text-sm">
          <thead>
            <tr>
              <th scope="col" className={`${STICKY} align-bottom`}>
                Storage
              </th>
              {questions.map(({ id, title, means }) => (
                <th key={id} scope="col" title={means} className="px-2 py-1.5 align-bottom font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {contestants.map(({ id, name, edits }) => {
              const row = rows[id]
              const state = row?.state ?? 'waiting'
              return (
                <tr key={id} data-contestant={id} data-state={row?.state} className="border-t align-top">
                  <th scope="row" className={STICKY}>
                    <span className={classNames(row?.state === 'measuring' && 'text-accent')}>{name}</span>
                    <button
                      type="button"
                      aria-pressed={isShown(id, 'diff')}
                      onClick={() => show(id, 'diff')}
                      className="block text-xs font-normal text-muted underline decoration-dotted underline-offset-2 hover:text-ink"
                    >
                      {edits.length === 0 ? 'as it is' : 'diff'}
                    </button>
                  </th>
                  {state === 'absent' ? (
                    <td colSpan={questions.length} className="px-2 py-1.5 text-muted">
                      not here: how to get it stands below
                    </td>
                  ) : (
                    questions.map((question) => (
                      <td key={question.id} className="px-1 py-1">
                        <CellView
                          cell={row?.cells[question.id]}
                          state={state}
                          shown={isShown(id, question.id)}
                          onShow={() => show(id, question.id)}
                        />
                      </td>
                    ))
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <DetailLine detail={detail} comparison={{ questions, contestants }} rows={rows} />
    </>
  )
}

const STICKY = 'sticky left-0 z-[1] min-w-20 bg-panel py-1.5 pr-3 font-semibold'
