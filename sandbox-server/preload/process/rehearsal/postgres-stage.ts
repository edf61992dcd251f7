/** Answers one connection of pg: any log-in is right, and every statement finds one record. */
export function postgresAnswer(): (said: Buffer) => Buffer | null {
  let begun = false
  return (said) => {
    if (!begun) {
      begun = true
      return GREETING
    }
    // Sync ends a question; it is the last of what pg says at once.
    return said.includes(SYNC) ? RECORD : null
  }
}

const SYNC = Buffer.from([0x53, 0, 0, 0, 4])
const JSON_TYPE = 114

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`)

const READY = message('Z', Buffer.from('I'))
const parameter = (name: string, value: string): Buffer => message('S', text(name), text(value))

/** AuthenticationOk, a few parameters, the key for cancelling. */
const GREETING = Buffer.concat([
  message('R', int32(0)),
  parameter('client_encoding', 'UTF8'),
  parameter('DateStyle', 'ISO, MDY'),
  parameter('server_version', '18.4'),
  message('K', int32(1), int32(1)),
  READY,
])

const SESSION = Buffer.from(
  '{"cookie":{"originalMaxAge":null,"expires":null,"httpOnly":true,"path":"/"},"n":1}',
)

/** ParseComplete, BindComplete, one row with the column `sess`, CommandComplete, ReadyForQuery. */
const RECORD = Buffer.concat([
  message('1'),
  message('2'),
  message('T', int16(1), text('sess'), int32(0), int16(0), int32(JSON_TYPE), int16(-1), int32(-1), int16(0)),
  message('D', int16(1), int32(SESSION.length), SESSION),
  message('C', text('SELECT 1')),
  READY,
])
