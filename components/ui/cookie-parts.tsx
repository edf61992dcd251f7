import type { ReactNode } from 'react'
import { takeApart } from '@/protocol/cookie-anatomy'
import { sessionName } from '@/protocol/session-name'
import { SessionChip } from './session-chip'

/** The parts of a signed cookie value, one under the other, each with what it is for. */
export function CookieParts({ value }: { value: string }) {
  const parts = takeApart(value)
  if (!parts) {
    return <p className="text-sm text-muted">There is no signature in this value, so it is shown as it is.</p>
  }
  return (
    <dl className="grid gap-y-2 text-sm">
      <Part name="Prefix" text={<code>{parts.prefix}</code>}>
        {parts.prefix === 's:' ? '' : 's: with the colon encoded. '}It says that a signature follows.
      </Part>
      <Part name="Id" text={<SessionId sid={parts.sid} />}>
        The key of the record in the store. Known here as <SessionChip sid={parts.sid} copy />.
      </Part>
      <Part name="Signature" text={<code className="[overflow-wrap:anywhere]">{parts.signature}</code>}>
        HMAC-SHA256 of the id with the server’s secret. Without the secret nobody can make it.
      </Part>
    </dl>
  )
}

function SessionId({ sid }: { sid: string }) {
  return (
    <code
      data-hue={sessionName(sid).hue}
      className="rounded-[3px] bg-hue-soft px-1 font-semibold text-hue [overflow-wrap:anywhere]"
    >
      {sid}
    </code>
  )
}

function Part({ name, text, children }: { name: string; text: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[4.5rem_1fr] gap-x-2">
      <dt className="font-medium">{name}</dt>
      <dd className="min-w-0">
        {text}
        <p className="mt-0.5 text-muted">{children}</p>
      </dd>
    </div>
  )
}
