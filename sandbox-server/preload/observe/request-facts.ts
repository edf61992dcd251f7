import type { DecisionFacts } from '../../../protocol/decision'
import { IncomingMessage } from 'node:http'
import { anyValue, cutText, findProperty, ownValue } from './read-safely'

/** Node's own getter; express-session has used it on this request already. */
const nodeHeaders: unknown = ownGetter(IncomingMessage.prototype)

/**
 * What issecure (express-session 1.19.0 index.js lines 638–663) went by: the header a proxy adds, and who was asked
 * whether to trust it: the `proxy` option, or Express' `trust proxy` setting when there is none.
 */
export function requestFacts(req: unknown, proxyOption: unknown): DecisionFacts {
  const header = ownValue(headersOf(req), 'x-forwarded-proto')
  return {
    forwardedProto: typeof header === 'string' ? cutText(header, 200) : null,
    trustProxy:
      proxyOption === true || proxyOption === false
        ? `proxy: ${String(proxyOption)}`
        : `trust proxy: ${describe(anyValue(anyValue(anyValue(req, 'app'), 'settings'), 'trust proxy'))}`,
  }
}

/** A request's headers, read without running code of the app. */
export function headersOf(req: unknown): unknown {
  const getter = ownGetter(req)
  const isNodes = typeof getter === 'function' && getter === nodeHeaders
  return isNodes ? (Reflect.apply(getter, req, []) as unknown) : anyValue(req, 'headers')
}

function ownGetter(target: unknown): unknown {
  const found = findProperty(target, 'headers')
  return found && Reflect.get(found, 'get')
}

function describe(setting: unknown): string {
  if (typeof setting === 'function') return 'function'
  if (typeof setting === 'string' || typeof setting === 'number' || typeof setting === 'boolean')
    return cutText(String(setting), 100)
  return Array.isArray(setting) ? 'list' : 'false'
}
