import { Check, Minus, TriangleAlert } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import type { TraceEventOf } from '@/protocol/trace-event'
import { decisionName, factPairs, isTrouble } from './decision-words'

/** One decision: what, taken or not, why; the facts it was made from on opening. */
export function DecisionItem({ decision }: { decision: TraceEventOf<'decision'> }) {
  const facts = factPairs(decision.facts)
  const trouble = isTrouble(decision)
  const head = (
    <span className="grid grid-cols-[1rem_1fr] items-baseline gap-x-1 text-sm">
      <Mark taken={decision.taken} trouble={trouble} />
      <span className={decision.taken || trouble ? 'text-ink' : 'text-muted'}>
        <b className={classNames('font-semibold', trouble && 'text-warn')}>{decisionName(decision)}</b>{' '}
        <span className="text-muted">{decision.sentence}</span>
      </span>
    </span>
  )
  if (facts.length === 0) return <li className="px-1.5 py-0.5">{head}</li>
  return (
    <li>
      <details className="group rounded-md open:bg-soft">
        <summary className="cursor-pointer list-none rounded-md px-1.5 py-0.5 hover:bg-soft [&::-webkit-details-marker]:hidden">
          {head}
        </summary>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 px-1.5 pb-1.5 pl-[1.75rem] font-mono text-xs leading-[1.7]">
          {facts.map(([name, value]) => (
            <div key={name} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  )
}

function Mark({ taken, trouble }: { taken: boolean; trouble: boolean }) {
  const Icon = trouble ? TriangleAlert : taken ? Check : Minus
  return (
    <span className={classNames('translate-y-0.5', trouble ? 'text-warn' : taken ? 'text-ok' : 'text-muted')}>
      <Icon aria-hidden size={13} strokeWidth={2.5} />
      <span className="sr-only">{taken ? 'done:' : 'not done:'}</span>
    </span>
  )
}
