'use client'

import type { ReactNode } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Badge } from '@/components/ui/badge'
import { ChangedJson } from '@/components/ui/changed-json'
import { classNames } from '@/components/ui/class-names'
import { byteCount, shortDuration } from '@/components/ui/time-words'
import { diffValues } from '@/components/ui/value-diff'
import type { SendRequest } from '@/protocol/api'
import type { ExchangeView } from '@/protocol/model/views'
import { header, pageContent, type PageContent } from './page-content'
import { PageFrame } from './page-frame'

interface Props {
  exchange: ExchangeView | null
  /** Who looks at the page, for its name. */
  who: string
  onNavigate: (request: SendRequest) => void
}

/** What the browser shows at the cursor: the page of its last exchange, or why there is none. */
export function PageView({ exchange, who, onNavigate }: Props) {
  const cursor = useLab((lab) => lab.moment.cursor)
  if (!exchange) return <Blank>A blank page. Send a request.</Blank>
  const answered = exchange.state !== 'open' && hasAnswer(exchange, cursor)
  if (!answered)
    return (
      <Blank>
        Waiting for an answer to {exchange.method} {exchange.path}
      </Blank>
    )
  if (exchange.error) return <NoAnswer exchange={exchange} />
  if (!exchange.response) return null
  return (
    <div data-place="page" className="mt-2">
      <StatusLine exchange={exchange} />
      <div className="mt-1 overflow-hidden rounded-lg bg-soft">
        <Content
          content={pageContent(exchange.response)}
          status={exchange.response.status}
          where={header(exchange.response, 'location')}
          page={{ url: exchange.url, title: `Page of ${who}`, onNavigate }}
        />
      </div>
      {exchange.response.body.truncated ? (
        <p className="mt-1 text-xs text-warn">
          Cut: the answer had {byteCount(exchange.response.body.length)}, and only its beginning is kept.
        </p>
      ) : null}
    </div>
  )
}

const hasAnswer = (exchange: ExchangeView, cursor: number): boolean =>
  exchange.steps.some((step) => step.to === 'browser' && step.from === 'server' && step.eventId <= cursor)

function Blank({ children }: { children: ReactNode }) {
  return (
    <p data-place="page" className="mt-2 rounded-lg bg-soft px-3 py-2.5 text-sm text-muted">
      {children}
    </p>
  )
}

function NoAnswer({ exchange }: { exchange: ExchangeView }) {
  return (
    <div data-place="page" className="mt-2 rounded-lg bg-bad-soft px-3 py-2.5">
      <p className="text-base font-semibold text-bad">No answer</p>
      <p className="mt-0.5 text-sm">{exchange.error?.message}</p>
    </div>
  )
}

function StatusLine({ exchange }: { exchange: ExchangeView }) {
  const { response, redirectOf, durationMs, path } = exchange
  if (!response) return null
  const { status, statusText } = response
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted tabular-nums">
      <span
        className={classNames(
          'font-semibold',
          status >= 500 ? 'text-bad' : status >= 400 ? 'text-warn' : 'text-ink',
        )}
      >
        {status} {statusText}
      </span>
      <span className="truncate font-mono">{path}</span>
      {redirectOf ? <Badge>after a redirect</Badge> : null}
      {durationMs === null ? null : <span className="ml-auto">{shortDuration(durationMs)}</span>}
    </p>
  )
}

interface ContentProps {
  content: PageContent
  status: number
  where: string | undefined
  page: { url: string; title: string; onNavigate: (request: SendRequest) => void }
}

function Content({ content, status, where, page }: ContentProps) {
  switch (content.kind) {
    case 'empty':
      return (
        <p className="px-3 py-2.5 text-sm text-muted">
          {status >= 300 && status < 400 && where ? `A redirect to ${where}.` : 'An empty page.'}
        </p>
      )
    case 'text':
      return (
        <p className="max-h-60 overflow-auto px-3 py-2 text-lg whitespace-pre-wrap scroll-thin [overflow-wrap:anywhere]">
          {content.text}
        </p>
      )
    case 'json':
      return (
        <div className="max-h-60 overflow-auto px-3 py-2 scroll-thin">
          <ChangedJson diff={diffValues(content.value, content.value)} />
        </div>
      )
    case 'binary':
      return (
        <p className="px-3 py-2.5 text-sm text-muted">
          {byteCount(content.length)} of {content.type || 'unknown type'}, not text.
        </p>
      )
    case 'html':
      return <PageFrame html={content.html} {...page} />
  }
}
