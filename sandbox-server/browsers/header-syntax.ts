import type { HeaderList } from '../../protocol/exchange'
import { LIMITS } from '../../protocol/limits'
import { ExchangeFailure } from './exchange-failure'
import { shorten } from './rules/finding'

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const BREAKS = /[\r\n\0]/
// RFC 9110 5.5: a value is visible bytes, spaces and tabs.
const OTHER_CONTROLS = new RegExp('[\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]')

const WIDE = /[\u0100-\uffff]/

/** Why a browser refuses to send these headers; null when all are fine (RFC 9110 5.1 and 5.5). */
export function headerFault(headers: HeaderList): ExchangeFailure | null {
  const bytes = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
  if (headers.length > LIMITS.request.headerCount || bytes > LIMITS.request.headerBytes) {
    const most = `${String(LIMITS.request.headerCount)} headers and ${String(LIMITS.request.headerBytes / 1024)} KB`
    return new ExchangeFailure('bad_header', `These headers are more than the lab sends: ${most} at most.`)
  }
  for (const [name, value] of headers) {
    const fault = faultOf(name, value)
    if (fault) return new ExchangeFailure('bad_header', fault)
  }
  return null
}

function faultOf(name: string, value: string): string | null {
  const shown = `“${shorten(name, 40)}”`
  if (!TOKEN.test(name)) return `${shown} is not a header name: use letters, digits and dashes.`
  if (BREAKS.test(value)) {
    return `The value of ${shown} holds a line break or a zero byte, with which a second header could be smuggled in.`
  }
  if (OTHER_CONTROLS.test(value)) return `The value of ${shown} holds a control character.`
  if (WIDE.test(value)) {
    return `The value of ${shown} holds a character that is not a single byte. Encode it first.`
  }
  return null
}
