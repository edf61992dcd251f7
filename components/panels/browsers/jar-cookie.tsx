'use client'

import { useId, useState } from 'react'
import { ChevronRight } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { CookieParts } from '@/components/ui/cookie-parts'
import { CookieValue } from '@/components/ui/cookie-value'
import { SessionChip } from '@/components/ui/session-chip'
import { byteCount } from '@/components/ui/time-words'
import type { JarCookie, Verdict } from '@/protocol/cookie'
import { takeApart } from '@/protocol/cookie-anatomy'
import { cookieFlags, quietFlags } from './cookie-flags'

interface Props {
  cookie: JarCookie
  change: 'same' | 'new' | 'replaced'
  verdict: Verdict | null
  now: number | null
}

/** One cookie of the jar: name, whose session, attributes in words, the last verdict; taken apart on opening. */
export function JarCookieView({ cookie, change, verdict, now }: Props) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const parts = takeApart(cookie.value)
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="-mx-1.5 flex w-[calc(100%+0.75rem)] items-center gap-1.5 rounded-md px-1.5 py-0.5 text-left hover:bg-soft"
      >
        <ChevronRight
          aria-hidden
          size={13}
          className={classNames('shrink-0 text-muted transition-transform', open && 'rotate-90')}
        />
        <span className="max-w-[60%] shrink-0 truncate font-mono text-xs font-medium">{cookie.name}</span>
        {parts ? <SessionChip sid={parts.sid} /> : <Plain value={cookie.value} />}
        {change === 'same' ? null : <ins className="ml-auto shrink-0 text-xs">{change}</ins>}
      </button>
      <div className="mt-1 flex flex-wrap gap-1">
        {cookieFlags(cookie, now).map((flag) => (
          <Badge key={flag.text} title={flag.meaning}>
            {flag.text}
          </Badge>
        ))}
      </div>
      {verdict ? <VerdictLine verdict={verdict} /> : null}
      <div id={id} hidden={!open}>
        {open ? <Opened cookie={cookie} /> : null}
      </div>
    </li>
  )
}

function Plain({ value }: { value: string }) {
  return <span className="truncate font-mono text-xs text-muted">{value}</span>
}

function VerdictLine({ verdict }: { verdict: Verdict }) {
  return (
    <p
      title={`${verdict.rule} (${verdict.section})`}
      className={classNames(
        'mt-1 text-sm [overflow-wrap:anywhere]',
        verdict.outcome === 'withheld' ? 'text-warn' : 'text-muted',
      )}
    >
      {verdict.sentence}
    </p>
  )
}

function Opened({ cookie }: { cookie: JarCookie }) {
  return (
    <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg bg-soft p-2.5">
      <p className="font-mono text-xs leading-relaxed">
        <CookieValue value={cookie.value} />
      </p>
      <CookieParts value={cookie.value} />
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
        {[...cookieFlags(cookie, null).slice(1), ...quietFlags(cookie)].map((flag) => (
          <div key={flag.text} className="col-span-2 grid grid-cols-subgrid">
            <dt className="font-mono text-xs leading-5">{flag.text}</dt>
            <dd className="text-muted">{flag.meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="text-xs text-muted">
        {byteCount(cookie.bytes)} of at most 4096, sent with every matching request.
      </p>
    </div>
  )
}
