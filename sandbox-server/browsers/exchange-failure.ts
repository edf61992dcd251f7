import { EXCHANGE_ERRORS, type ExchangeErrorCode } from '../../protocol/errors'

/** Why an exchange has no answer, or none that is whole. */
export class ExchangeFailure extends Error {
  override name = 'ExchangeFailure'
  readonly code: ExchangeErrorCode

  constructor(code: ExchangeErrorCode, message: string = EXCHANGE_ERRORS[code], options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
