import type { ExchangeView } from '@/protocol/model/views'

/** Index of the last step the cursor has passed; -1 before the first. */
export const currentStep = (exchange: ExchangeView, cursor: number): number =>
  exchange.steps.findLastIndex((step) => step.eventId <= cursor)
