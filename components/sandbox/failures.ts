import type { ErrorReply } from '@/protocol/errors'

/** The control API answered, and said no. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: ErrorReply['error']
  readonly status: number
  constructor(refusal: ErrorReply['error'], status: number, cause?: unknown) {
    super(refusal.message, { cause })
    this.refusal = refusal
    this.status = status
  }
}

/** Nobody answered, or something that is not the control API did. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
  constructor(cause: unknown) {
    super('The sandbox-server cannot be reached.', { cause })
  }
}
