import { LIMITS } from '../../../../protocol/limits'

const REPLY_LENGTH = 160

/** A command as one would type it, cut to what a trace may hold. */
export function commandText(args: readonly Buffer[]): string {
  const { commandLength } = LIMITS.engine
  const words: string[] = []
  let length = 0
  for (const arg of args) {
    if (length > commandLength) break
    const said = word(arg.subarray(0, commandLength).toString('utf8'))
    words.push(said)
    length += said.length + 1
  }
  const text = words.join(' ')
  // A copy: a part of a string would keep the whole alive.
  return text.length > commandLength ? Buffer.from(cut(text, commandLength)).toString() : text
}

/** What a reply says, in short, from its first bytes. */
export function replyText(head: Buffer): { outcome: 'ok' | 'error'; reply: string } {
  const text = head.toString('utf8')
  const end = text.indexOf('\r\n')
  const line = text.slice(1, end === -1 ? undefined : end)
  const body = cut(text.slice(end + 2).replace(/\r\n$/, ''), REPLY_LENGTH)
  switch (text[0]) {
    case '-':
      return { outcome: 'error', reply: cut(line, REPLY_LENGTH) }
    case '!':
      return { outcome: 'error', reply: body }
    case '_':
      return { outcome: 'ok', reply: '(nil)' }
    case '=':
      // Its first letters name a format: `txt:`.
      return { outcome: 'ok', reply: body.slice(4) }
    case '$':
      return { outcome: 'ok', reply: line === '-1' ? '(nil)' : body }
    case '*':
    case '~':
    case '%':
    case '>':
      return { outcome: 'ok', reply: line === '-1' ? '(nil)' : `${line} ${line === '1' ? 'item' : 'items'}` }
    case undefined:
      return { outcome: 'error', reply: 'no answer' }
    default:
      return { outcome: 'ok', reply: cut(line, REPLY_LENGTH) }
  }
}

function word(arg: string): string {
  // Printable, without a space or a quote: as it is.
  if (/^[\x21\x23-\x26\x28-\x7e\u00a1-\uffff]+$/.test(arg)) return arg
  if (!/['\p{Cc}]/u.test(arg)) return `'${arg}'`
  return JSON.stringify(arg)
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text
