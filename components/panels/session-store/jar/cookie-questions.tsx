import type { StoreRecord } from '@/protocol/snapshot'
import { ByteMeter } from './byte-meter'
import type { CookieFacts } from './cookie-facts'

/** RFC 6265bis section 5.7: name and value together. */
const COOKIE_BYTES = 4096
/** What Node reads of all headers of a request (`--max-http-header-size`). */
const HEADER_BYTES = 16 * 1024

/** The room a session cookie takes, its signature, and what somebody who copies it could do. */
export function CookieQuestions({ record, facts }: { record: StoreRecord; facts: CookieFacts }) {
  const { headerBytes, thief, rest, signature } = facts
  return (
    <div className="mt-2 grid gap-2">
      <ByteMeter
        label="This cookie"
        bytes={record.bytes}
        most={COOKIE_BYTES}
        hint="A browser drops a cookie that is larger, and the server is not told."
      />
      {headerBytes === null ? null : (
        <ByteMeter
          label="Cookie header"
          bytes={headerBytes}
          most={HEADER_BYTES}
          hint="Node answers 431 to a request whose headers are larger in all."
        />
      )}
      <dl className="grid gap-1 text-sm">
        {signature === null ? null : <Line name="Signature" value={signature} />}
        {thief.map(([question, answer]) => (
          <Line key={question} name={`A ${question}`} value={answer} />
        ))}
      </dl>
      {rest.length === 0 ? null : (
        <dl className="flex flex-wrap gap-x-3 font-mono text-xs text-muted">
          {rest.map(([name, value]) => (
            <div key={name} className="flex gap-1">
              <dt>{name}</dt>
              <dd className="text-ink">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="inline font-medium">{name}: </dt>
      <dd className="inline text-muted">{value}</dd>
    </div>
  )
}
