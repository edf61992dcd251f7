import type { Readable } from 'node:stream'
import type { HeaderList } from '../../../protocol/exchange'
import type { ExchangeFailure } from '../exchange-failure'

export interface WireRequest {
  method: string
  /** Path and query. */
  target: string
  /** In wire order and spelling. Hop-by-hop headers are left out; a missing Content-Length is computed. */
  headers: HeaderList
}

export interface WireHead {
  status: number
  statusText: string
  /** As received: order, spelling, repeats. One character per byte. */
  headers: HeaderList
}

export interface WireBody {
  /** The first bytes, at most as many as the lab keeps. */
  bytes: Buffer
  /** Bytes received. */
  length: number
  /** The end has come, or something ended it. */
  complete: boolean
  /** Why the body is not whole; null when it is, or while it still comes. */
  failure: ExchangeFailure | null
}

/** An answer whose headers are here and whose body may still be coming. */
export interface WireResponse extends WireHead {
  /** Never rejects: a broken body resolves with its failure. */
  body: Promise<WireBody>
  /** What has arrived until now. */
  soFar: () => WireBody
}

/** An answer passed on as it comes. */
export interface StreamedResponse extends WireHead {
  body: Readable
}
