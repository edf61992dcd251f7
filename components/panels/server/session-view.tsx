'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { PanelSection } from '@/components/ui/panel-card'
import { SessionChip } from '@/components/ui/session-chip'
import { diffValues, NOTHING } from '@/components/ui/value-diff'
import type { ExchangeView } from '@/protocol/model/views'
import { cookieWords } from './cookie-words'
import { SessionRows } from './session-rows'

/** req.session as the cursor has seen it: before the handler, or before and after. */
export function SessionView({ exchange }: { exchange: ExchangeView }) {
  const { before, now } = useLab((lab) => lab.moment.session)
  const instances = useLab((lab) => lab.moment.app.instances)
  const seen = now ?? before
  return (
    <PanelSection
      place="session"
      title={
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-mono text-xs">req.session</span>
          {before?.sid && seen?.sid && before.sid !== seen.sid ? (
            <>
              <SessionChip sid={before.sid} className="line-through" /> <span aria-label="became">→</span>
            </>
          ) : null}
          {seen?.sid ? <SessionChip sid={seen.sid} copy /> : null}
        </span>
      }
      aside={
        instances > 1 && exchange.instance !== null ? (
          <span className="text-xs whitespace-nowrap text-muted">in instance {exchange.instance}</span>
        ) : null
      }
    >
      <SessionBody seen={seen} before={before} after={now !== null} ended={exchange.state !== 'open'} />
    </PanelSection>
  )
}

type Seen = ExchangeView['before']

interface BodyProps {
  seen: Seen
  before: Seen
  /** The handler has run. */
  after: boolean
  ended: boolean
}

function SessionBody({ seen, before, after, ended }: BodyProps) {
  if (!seen) {
    return (
      <p className="text-sm text-muted">
        {ended ? 'Not seen: this request was given no session.' : 'Not there yet.'}
      </p>
    )
  }
  if (seen.data === null) {
    return (
      <p className="text-sm text-muted">
        Not there: the app destroyed it, set it to nothing, or was given none.
      </p>
    )
  }
  const diff = diffValues(after ? (before?.data ?? NOTHING) : seen.data, seen.data)
  const empty = Object.keys(seen.data).length === 0 && Object.keys(before?.data ?? {}).length === 0
  return (
    <>
      {empty ? <p className="text-sm text-muted">Empty: the app put nothing into it.</p> : null}
      <dl className="grid grid-cols-[fit-content(45%)_minmax(0,1fr)] gap-x-3 gap-y-0.5 font-mono text-xs leading-[1.7]">
        {diff.kind === 'branch' ? <SessionRows entries={diff.entries} lossy={seen.lossy} /> : null}
        {seen.cookie ? <Row name="cookie" value={cookieWords(seen.cookie)} /> : null}
      </dl>
    </>
  )
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="font-sans text-sm text-muted">{value}</dd>
    </>
  )
}
