import { takeApart } from '@/protocol/cookie-anatomy'
import { sessionName } from '@/protocol/session-name'

/** A cookie's value with its parts told apart: prefix, id in the session's colour, signature. */
export function CookieValue({ value }: { value: string }) {
  const parts = takeApart(value)
  if (!parts) return <span className="[overflow-wrap:anywhere]">{value}</span>
  const signature = value.slice(value.indexOf('.') + 1)
  return (
    <span className="[overflow-wrap:anywhere]">
      <span title="s: says that a signature follows" className="text-muted">
        {parts.prefix}
      </span>
      <span
        data-hue={sessionName(parts.sid).hue}
        title="The session id"
        className="rounded-[3px] bg-hue-soft px-[0.15em] font-semibold text-hue"
      >
        {parts.sid}
      </span>
      <span title="Proves that the server made the id" className="text-muted">
        .{signature}
      </span>
    </span>
  )
}
