import { classNames } from '@/components/ui/class-names'
import { SessionChip } from '@/components/ui/session-chip'
import type { Verdict } from '@/protocol/cookie'
import { takeApart } from '@/protocol/cookie-anatomy'
import type { ExchangeView } from '@/protocol/model/views'

const LOOK: Partial<Record<Verdict['outcome'], string>> = {
  rejected: 'text-warn',
  withheld: 'text-warn',
  stored: 'text-ok',
  replaced: 'text-ok',
}

/** Every verdict of the jar about this exchange: which cookie, what became of it, why, and where that is written. */
export function VerdictList({ exchange }: { exchange: ExchangeView }) {
  const { sentVerdicts, receivedVerdicts } = exchange
  if (sentVerdicts.length + receivedVerdicts.length === 0) {
    return (
      <p className="px-3 py-3 text-sm text-muted">
        No cookie was judged: the jar had none to send, and the response set none.
      </p>
    )
  }
  return (
    <div className="grid gap-3 px-3 py-3">
      <Group title="With the request" verdicts={sentVerdicts} />
      <Group title="With the response" verdicts={receivedVerdicts} />
    </div>
  )
}

function Group({ title, verdicts }: { title: string; verdicts: readonly Verdict[] }) {
  if (verdicts.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-muted">{title}</h3>
      <ul className="grid gap-2">
        {verdicts.map((verdict, index) => (
          <VerdictItem key={`${verdict.name} ${String(index)}`} verdict={verdict} />
        ))}
      </ul>
    </section>
  )
}

function VerdictItem({ verdict }: { verdict: Verdict }) {
  const sid = takeApart(verdict.value)?.sid
  return (
    <li className="text-sm">
      <p className="flex flex-wrap items-center gap-1.5">
        <span className="font-mono text-xs font-medium">{verdict.name}</span>
        {sid ? <SessionChip sid={sid} /> : null}
        <span className={classNames('font-semibold', LOOK[verdict.outcome])}>{verdict.outcome}</span>
      </p>
      <p>{verdict.sentence}</p>
      <p className="text-xs text-muted">
        {verdict.rule}. {verdict.section}.
      </p>
    </li>
  )
}
