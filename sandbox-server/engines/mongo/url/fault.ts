import type { Document } from '../wire/bson'

/** MongoDB’s own numbers and names of the errors that are given here. */
const CODES = {
  BadValue: 2,
  HostUnreachable: 6,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  CursorNotFound: 43,
  CommandNotFound: 59,
  InvalidNamespace: 73,
  QuotaExceeded: 12_501,
  BSONObjectTooLarge: 10_334,
  UnknownField: 40_415,
} as const

/** A command that is not carried out, in the shape that MongoDB gives its errors. */
export class MongoFault extends Error {
  override name = 'MongoFault'

  constructor(
    readonly codeName: keyof typeof CODES,
    message: string,
  ) {
    super(message)
  }

  reply(): Document {
    return { ok: 0, errmsg: this.message, code: CODES[this.codeName], codeName: this.codeName }
  }
}
