import type { ExchangeId } from '../../protocol/exchange'
import type { NewTraceEvent } from '../../protocol/trace-event'
import type { Transport } from './transport'

/** What a browser needs from its workspace. */
export interface BrowserWorld {
  /** Milliseconds since the epoch, on the workspace’s clock. */
  now(): number
  /** A TLS-ending proxy stands in front of the app (Settings.https). */
  https(): boolean
  nextExchangeId(): ExchangeId
  emit(event: NewTraceEvent): void
  transport: Transport
}
