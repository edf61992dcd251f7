import { BodyReader, message, text } from './message'

/** PostgreSQL's own words for what went wrong. */
export class PostgresFailure extends Error {
  override name = 'PostgresFailure'
  /** SQLSTATE: five characters, `42P01`. */
  readonly code: string | null
  /** Character of the statement where it was noticed, from 1. */
  readonly position: number | null

  constructor(words: string, code: string | null = null, position: number | null = null) {
    super(words)
    this.code = code
    this.position = position
  }
}

/** Reads the body of an ErrorResponse or NoticeResponse. */
export function readFailure(body: Buffer): PostgresFailure {
  const fields = new Map<string, string>()
  const reader = new BodyReader(body)
  while (reader.left > 1) {
    const field = reader.bytes(1).toString('latin1')
    if (field === '\0') break
    fields.set(field, reader.text())
  }
  const position = Number(fields.get('P'))
  return new PostgresFailure(
    fields.get('M') ?? 'PostgreSQL refused without a word.',
    fields.get('C') ?? null,
    Number.isInteger(position) && position > 0 ? position : null,
  )
}

/** An ErrorResponse as PostgreSQL itself would send it. */
export const failureMessage = (severity: 'ERROR' | 'FATAL', code: string, words: string): Buffer =>
  message('E', ...fieldsOf(severity, code, words), Buffer.from([0]))

/** A NoticeResponse: a warning that ends nothing. */
export const noticeMessage = (code: string, words: string): Buffer =>
  message('N', ...fieldsOf('WARNING', code, words), Buffer.from([0]))

const fieldsOf = (severity: string, code: string, words: string): Buffer[] =>
  [`S${severity}`, `V${severity}`, `C${code}`, `M${words}`].map(text)

/** What PostgreSQL says when max_connections is reached. */
export const TOO_MANY_CLIENTS = failureMessage('FATAL', '53300', 'sorry, too many clients already')
