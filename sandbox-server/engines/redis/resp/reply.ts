/** One reply of RESP2 or RESP3, taken apart. `sign` is its first byte as text. */
export type Reply =
  | { sign: string; line: string }
  | { sign: string; body: Buffer | null }
  | { sign: string; items: readonly Reply[] | null }

/** What carries a body, an announced number of bytes. */
export const BODIES = '$!='
/** What carries other replies; of a map twice as many. */
export const LISTS = '*~>%|'
export const PAIRS = '%|'

export const simple = (line: string): Reply => ({ sign: '+', line })
export const fault = (line: string): Reply => ({ sign: '-', line })
export const number = (value: number | bigint): Reply => ({ sign: ':', line: String(value) })
export const bulk = (body: Buffer | string | null): Reply => ({
  sign: '$',
  body: typeof body === 'string' ? Buffer.from(body) : body,
})
export const list = (items: readonly Reply[]): Reply => ({ sign: '*', items })

export const OK = simple('OK')

/** The bytes of a reply, for a client that speaks this version of the protocol. */
export function encodeReply(reply: Reply, version: 2 | 3 = 2): Buffer {
  if ('line' in reply) return Buffer.from(`${reply.sign}${reply.line}\r\n`)
  if ('body' in reply) {
    const { sign, body } = reply
    if (body === null) return Buffer.from(version === 3 ? '_\r\n' : '$-1\r\n')
    return Buffer.concat([Buffer.from(`${sign}${body.length}\r\n`), body, Buffer.from('\r\n')])
  }
  const { sign, items } = reply
  if (items === null) return Buffer.from(version === 3 ? '_\r\n' : '*-1\r\n')
  const pairs = PAIRS.includes(sign)
  const head =
    version === 2 ? `*${items.length}` : `${sign}${pairs ? Math.floor(items.length / 2) : items.length}`
  return Buffer.concat([Buffer.from(`${head}\r\n`), ...items.map((item) => encodeReply(item, version))])
}

/** About as many bytes as it takes on its way; what it holds is not copied for that. */
export function bytesOf(reply: Reply): number {
  if ('line' in reply) return reply.line.length + 3
  if ('body' in reply) return (reply.body?.length ?? 0) + 14
  return (reply.items ?? []).reduce((sum, item) => sum + bytesOf(item), 14)
}

export function encodeCommand(args: readonly (Buffer | string)[]): Buffer {
  const bodies = args.map((arg) => (typeof arg === 'string' ? Buffer.from(arg) : arg))
  const head = `*${bodies.length}\r\n`
  // Beside the body its sign, its length and two ends of lines; one Buffer for all, as there may be thousands.
  const most = bodies.reduce((sum, { length }) => sum + length + String(length).length + 5, head.length)
  const bytes = Buffer.allocUnsafe(most)
  let at = bytes.write(head, 'latin1')
  for (const body of bodies) {
    at += bytes.write(`$${body.length}\r\n`, at, 'latin1')
    at += body.copy(bytes, at)
    at += bytes.write('\r\n', at, 'latin1')
  }
  return bytes
}

/** Takes one complete reply apart; the scanner found its end. */
export function decodeReply(bytes: Buffer): Reply {
  let at = 0
  const line = (): string => {
    const end = bytes.indexOf('\r\n', at)
    const text = bytes.toString('utf8', at, end)
    at = end + 2
    return text
  }
  const next = (): Reply => {
    const head = line()
    const sign = head.slice(0, 1)
    const count = Number(head.slice(1))
    if (BODIES.includes(sign)) {
      if (count < 0) return { sign, body: null }
      const body = bytes.subarray(at, at + count)
      at += count + 2
      return { sign, body }
    }
    if (!LISTS.includes(sign)) return { sign, line: head.slice(1) }
    if (count < 0) return { sign, items: null }
    const length = PAIRS.includes(sign) ? count * 2 : count
    return { sign, items: Array.from({ length }, next) }
  }
  return next()
}
