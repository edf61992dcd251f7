import { CookieParts } from '@/components/ui/cookie-parts'
import type { ExchangeView } from '@/protocol/model/views'
import { RawMessage } from './raw-message'
import { readSetCookie } from './set-cookie'
import { TakenApart } from './taken-apart'

/** The response as it came in, with each Set-Cookie taken apart below. */
export function RawResponse({ exchange }: { exchange: ExchangeView }) {
  const { response } = exchange
  if (!response) {
    return <p className="px-3 py-3 text-sm text-muted">{exchange.error?.message ?? 'No response yet.'}</p>
  }
  const lines = response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie')
  const { text, length } = response.body
  return (
    <div className="grid gap-3 p-2">
      <RawMessage
        label="Raw response"
        first={`HTTP/1.1 ${String(response.status)} ${response.statusText}`}
        headers={response.headers}
        body={text ?? (length > 0 ? `(${String(length)} bytes that are not text)` : null)}
      />
      {lines.length === 0 ? (
        <p className="px-1 pb-1 text-sm text-muted">No Set-Cookie: the browser’s jar stays as it is.</p>
      ) : null}
      {lines.map(([, line], index) => (
        <SetCookie key={index} line={line} />
      ))}
    </div>
  )
}

function SetCookie({ line }: { line: string }) {
  const { name, value, attributes } = readSetCookie(line)
  return (
    <TakenApart name={name} header="Set-Cookie">
      <CookieParts value={value} />
      <dl className="grid grid-cols-[auto_1fr] content-start gap-x-3 gap-y-1 text-sm">
        {attributes.map((attribute) => (
          <div key={attribute.text} className="col-span-2 grid grid-cols-subgrid">
            <dt className="font-mono text-xs leading-5">{attribute.text}</dt>
            <dd className="text-muted">{attribute.meaning}</dd>
          </div>
        ))}
      </dl>
    </TakenApart>
  )
}
