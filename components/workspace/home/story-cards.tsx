import type { ReactNode } from 'react'
import { SessionChip } from '@/components/ui/session-chip'
import { STORY_SID, type Frame, type Lane } from './story'

/** What browser, server and store hold at this moment. */
export function StoryCards({ now, before }: { now: Frame | null; before: Frame | null }) {
  const { page, jar, session, record } = now ?? BLANK
  const last = before ?? BLANK
  return (
    <div className="grid grid-cols-3 gap-2 sm:gap-3">
      <Card title="Browser" active={touches(now, 0)}>
        <Line name="page">{page ?? <Nothing />}</Line>
        <Line name="jar">
          <Chip shown={jar} />
        </Line>
      </Card>
      <Card title="Server" active={touches(now, 1)}>
        <Line name="req.session">
          <Chip shown={session !== null} />
        </Line>
        <Line name="views">
          <Count before={last.session} now={session} />
        </Line>
      </Card>
      <Card title="Store" active={touches(now, 2)}>
        <Line name="record">
          <Chip shown={record !== null} />
        </Line>
        <Line name="views">
          <Count before={last.record} now={record} />
        </Line>
      </Card>
    </div>
  )
}

const BLANK = { page: null, jar: false, session: null, record: null }

const touches = (frame: Frame | null, lane: Lane) => frame?.from === lane || frame?.to === lane

const Chip = ({ shown }: { shown: boolean }) => (shown ? <SessionChip sid={STORY_SID} /> : <Nothing />)

function Card({ title, active, children }: { title: string; active: boolean; children: ReactNode }) {
  return (
    <div
      data-active={active}
      className="rounded-xl border bg-panel p-2.5 transition-colors duration-300 data-[active=true]:border-edge sm:p-3"
    >
      <p className="text-base font-semibold">{title}</p>
      <dl className="mt-2 grid gap-1.5">{children}</dl>
    </div>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6 flex-col gap-x-2 sm:flex-row sm:items-center sm:justify-between">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="flex min-h-5 items-center font-mono text-sm">{children}</dd>
    </div>
  )
}

const Nothing = () => <span className="text-muted">–</span>

function Count({ before, now }: { before: number | null; now: number | null }) {
  if (!now) return <Nothing />
  if (before === now || !before) return before === now ? now : <ins>{now}</ins>
  return (
    <>
      <del>{before}</del>&nbsp;<ins>{now}</ins>
    </>
  )
}
