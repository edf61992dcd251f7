import type { ReactNode } from 'react'
import { SessionChip } from '@/components/ui/session-chip'
import { STORY_SID, type Frame } from './story'

/** What browser, server and store hold at this moment. */
export function StoryCards({ now, before }: { now: Frame | null; before: Frame | null }) {
  return (
    <div className="grid grid-cols-3 gap-2 sm:gap-3">
      <Card title="Browser" active={now !== null && (now.from === 0 || now.to === 0)}>
        <Line name="page">{now?.page ?? <Nothing />}</Line>
        <Line name="jar">{now?.jar ? <SessionChip sid={STORY_SID} /> : <Nothing />}</Line>
      </Card>
      <Card title="Server" active={now !== null && (now.from === 1 || now.to === 1)}>
        <Line name="req.session">{now?.session ? <SessionChip sid={STORY_SID} /> : <Nothing />}</Line>
        <Line name="views">
          <Count before={before?.session} now={now?.session} />
        </Line>
      </Card>
      <Card title="Store" active={now !== null && (now.from === 2 || now.to === 2)}>
        <Line name="record">{now?.record ? <SessionChip sid={STORY_SID} /> : <Nothing />}</Line>
        <Line name="views">
          <Count before={before?.record} now={now?.record} />
        </Line>
      </Card>
    </div>
  )
}

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

function Count({ before, now }: { before: number | null | undefined; now: number | null | undefined }) {
  if (!now) return <Nothing />
  if (before === now || !before) return before === now ? now : <ins>{now}</ins>
  return (
    <>
      <del>{before}</del>&nbsp;<ins>{now}</ins>
    </>
  )
}
