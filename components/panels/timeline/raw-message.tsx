import { Fragment, type ReactNode } from 'react'
import { CookieValue } from '@/components/ui/cookie-value'
import type { HeaderList } from '@/protocol/exchange'
import { readCookie, readSetCookie } from './set-cookie'

interface Props {
  label: string
  /** Request line or status line. */
  first: string
  headers: HeaderList
  body: string | null
}

/** Characters of a body that are drawn. */
const SHOWN = 4000

/** A message as it stood on the wire; session ids in it are in their session's colour. */
export function RawMessage({ label, first, headers, body }: Props) {
  return (
    <pre
      aria-label={label}
      className="rounded-lg bg-code px-3 py-2 font-mono text-xs leading-[1.7] whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      <span className="font-semibold">{first}</span>
      {'\n'}
      {headers.map(([name, value], index) => (
        <Fragment key={index}>
          <span className="text-muted">{name}: </span>
          {headerValue(name, value)}
          {'\n'}
        </Fragment>
      ))}
      {body === null || body === '' ? null : `\n${body.slice(0, SHOWN)}`}
      {body !== null && body.length > SHOWN ? (
        <span className="text-muted">{`\n… ${String(body.length - SHOWN)} more characters`}</span>
      ) : null}
    </pre>
  )
}

function headerValue(name: string, value: string): ReactNode {
  if (name.toLowerCase() === 'cookie') {
    return readCookie(value).map((pair, index) => (
      <Fragment key={index}>
        {index > 0 ? '; ' : ''}
        {pair.name === '' ? '' : `${pair.name}=`}
        <CookieValue value={pair.value} />
      </Fragment>
    ))
  }
  if (name.toLowerCase() !== 'set-cookie') return value
  const line = readSetCookie(value)
  return (
    <>
      {line.name}=<CookieValue value={line.value} />
      {line.attributes.map((attribute) => (
        <span key={attribute.text} title={attribute.meaning}>
          ; {attribute.text}
        </span>
      ))}
    </>
  )
}
