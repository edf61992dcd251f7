'use client'

import { useLab } from '@/components/sandbox/use-lab'
import type { ExchangeView } from '@/protocol/model/views'
import { draftOf, type Draft } from './request-draft'

const KEPT = 8

/** The last different requests typed in this browser; choosing one puts it back into the address bar. */
export function History({ browser, onChoose }: { browser: string; onChoose: (draft: Draft) => void }) {
  const exchanges = useLab((lab) => lab.trace.exchanges)
  const past = distinct(exchanges.filter((view) => view.browser === browser && view.redirectOf === null))
  if (past.length === 0) return <p className="mt-1 text-sm text-muted">Nothing sent yet in this browser.</p>
  return (
    <ul className="-mx-1.5 mt-1">
      {past.map((view) => (
        <li key={view.id}>
          <button
            type="button"
            onClick={() => onChoose(draftOf(view))}
            className="flex w-full items-baseline gap-2 rounded-md px-1.5 py-0.5 text-left font-mono text-xs hover:bg-soft"
          >
            <span className="font-semibold">{view.method}</span>
            <span className="truncate">{view.path}</span>
            <span className="ml-auto text-muted tabular-nums">{view.response?.status ?? 'none'}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function distinct(exchanges: readonly ExchangeView[]): ExchangeView[] {
  const seen = new Map<string, ExchangeView>()
  for (const view of [...exchanges].reverse()) {
    const key = `${view.method} ${view.path} ${view.request?.body ?? ''}`
    if (!seen.has(key)) seen.set(key, view)
    if (seen.size === KEPT) break
  }
  return [...seen.values()]
}
