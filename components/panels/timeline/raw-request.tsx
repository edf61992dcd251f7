import { CookieParts } from '@/components/ui/cookie-parts'
import type { ExchangeView } from '@/protocol/model/views'
import { RawMessage } from './raw-message'
import { readCookie } from './set-cookie'
import { TakenApart } from './taken-apart'

/** The request as it went out, with its cookies taken apart below. */
export function RawRequest({ exchange }: { exchange: ExchangeView }) {
  const { request } = exchange
  if (!request) {
    return <p className="px-3 py-3 text-sm text-muted">Nothing went out: there was no server to send it to.</p>
  }
  const cookies = request.headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => readCookie(value))
  return (
    <div className="grid gap-3 p-2">
      <RawMessage
        label="Raw request"
        first={`${request.method} ${exchange.path} HTTP/1.1`}
        headers={request.headers}
        body={request.body}
      />
      {cookies.length === 0 ? (
        <p className="px-1 pb-1 text-sm text-muted">No Cookie header: the server cannot tell who asks.</p>
      ) : null}
      {cookies.map((cookie, index) => (
        <TakenApart key={index} name={cookie.name} header="Cookie">
          <CookieParts value={cookie.value} />
        </TakenApart>
      ))}
    </div>
  )
}
