import { ERRORS, type ErrorCode } from '../../protocol/errors'

/** A refusal with a code from the one table of errors. Anything else thrown is our own fault: `internal`. */
export class Refusal extends Error {
  override name = 'Refusal'

  constructor(
    readonly code: ErrorCode,
    readonly details?: unknown,
    options?: ErrorOptions,
  ) {
    super(ERRORS[code][1], options)
  }
}
