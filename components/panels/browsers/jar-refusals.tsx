import type { Verdict } from '@/protocol/cookie'

const WORDS: Partial<Record<Verdict['outcome'], string>> = {
  rejected: 'refused',
  deleted: 'deleted',
  expired: 'expired',
}

/** Cookies the last response tried to set and the jar did not keep: which rule, and where it is written. */
export function JarRefusals({ verdicts }: { verdicts: readonly Verdict[] }) {
  if (verdicts.length === 0) return null
  return (
    <ul className="mt-2.5 grid gap-2.5" aria-label="Cookies not kept">
      {verdicts.map((verdict, index) => (
        <li key={`${verdict.code} ${String(index)}`} className="border-l-2 border-l-warn pl-2.5">
          <p className="text-sm">
            <span className="font-mono text-xs font-medium line-through">{verdict.name}</span>{' '}
            <span className="font-semibold text-warn">{WORDS[verdict.outcome]}</span>
          </p>
          <p className="text-sm">{verdict.sentence}</p>
          <p className="mt-0.5 text-xs text-muted">
            {verdict.rule}. {verdict.section}.
          </p>
          {verdict.raw ? (
            <p className="mt-1 font-mono text-xs text-muted [overflow-wrap:anywhere]">{verdict.raw}</p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
