import type { HeaderList } from '../../protocol/exchange'
import type { WireResponse } from './wire/wire-message'

/** A request ready for the wire, hop-by-hop headers excepted. */
export interface OutgoingRequest {
  /** Exchange id, to be sent in EXCHANGE_HEADER. */
  exchange: string
  method: string
  /** Path and query. */
  target: string
  headers: HeaderList
  body: Uint8Array | null
}

/**
 * Carries a request to an instance of the app: chooses it, calls `sending` with its number just before the bytes leave,
 * and resolves when the headers of the answer are there. Rejects with an ExchangeFailure.
 */
export type Transport = (
  request: OutgoingRequest,
  observe: { sending: (instance: number) => void },
) => Promise<WireResponse>
