import type { MemcachedCommand } from '../wire/request-parser'
import { endOf, now, type Item, type ItemSpace } from './item-space'
import { BAD_FORMAT, isInteger, isKey, line } from './text-commands'

const BAD_TOKEN = line('CLIENT_ERROR bad token in command line format')

type Run = (space: ItemSpace, command: MemcachedCommand) => Buffer

/** The meta commands that sessions and inspectors need: Memcached's doc/protocol.txt, "Meta Commands". */
export const META_COMMANDS: Readonly<Record<string, Run>> = {
  mg: get,
  ms: set,
  md: remove,
  mn: () => line('MN'),
}

const valueOf = (flags: readonly string[], letter: string): string | undefined =>
  flags.find((flag) => flag.startsWith(letter))?.slice(1)

function get(space: ItemSpace, { words: [, key, ...flags] }: MemcachedCommand): Buffer {
  if (!isKey(key)) return BAD_FORMAT
  const before = space.peek(key)
  if (!before) return line('EN')
  const shown = flagsOf(flags, key, { ...before })
  // Without asking for the value, or with the flag that says so, nobody used it.
  if (flags.includes('v') && !flags.includes('u')) space.get(key)
  const exptime = valueOf(flags, 'T')
  if (isInteger(exptime)) before.expires = endOf(Number(exptime))
  if (!flags.includes('v')) return line(['HD', ...shown].join(' '))
  const head = line(['VA', String(before.data.length), ...shown].join(' '))
  return Buffer.concat([head, before.data, Buffer.from('\r\n')])
}

function flagsOf(flags: readonly string[], key: string, item: Item): string[] {
  const left = item.expires < 0 ? -1 : item.expires - now()
  const facts: Readonly<Record<string, string>> = {
    ...{ k: key, f: item.flags, s: String(item.data.length), t: String(left), c: String(item.cas) },
    ...{ h: item.fetched ? '1' : '0', l: String(now() - item.used) },
  }
  return flags.flatMap((flag) => {
    const letter = flag.charAt(0)
    if (letter === 'O') return [flag]
    return letter in facts && flag.length === 1 ? [`${letter}${facts[letter] ?? ''}`] : []
  })
}

function set(space: ItemSpace, { words: [, key, , ...flags], data }: MemcachedCommand): Buffer {
  if (!isKey(key) || !data) return BAD_FORMAT
  if (!/^\d{1,10}$/.test(valueOf(flags, 'F') ?? '0')) return BAD_TOKEN
  const old = space.peek(key)
  const mode = (valueOf(flags, 'M') ?? 'S').toUpperCase()
  const echo = flags.filter((flag) => flag.startsWith('O')).concat(flags.includes('k') ? [`k${key}`] : [])
  const refusal = refused(mode, old, valueOf(flags, 'C'))
  if (refusal === null) {
    const exptime = valueOf(flags, 'T')
    space.set(key, {
      flags: valueOf(flags, 'F') ?? '0',
      expires: endOf(isInteger(exptime) ? Number(exptime) : 0),
      data: joined(mode, old, data),
    })
  }
  return line([refusal ?? 'HD', ...echo].join(' '))
}

function refused(mode: string, old: Item | null, compared: string | undefined): string | null {
  if (compared !== undefined && !old) return 'NF'
  if (compared !== undefined && String(old?.cas) !== compared) return 'EX'
  return (mode === 'E' && old) || ('RAP'.includes(mode) && !old) ? 'NS' : null
}

function joined(mode: string, old: Item | null, data: Buffer): Buffer {
  if (mode === 'A' && old) return Buffer.concat([old.data, data])
  return mode === 'P' && old ? Buffer.concat([data, old.data]) : data
}

function remove(space: ItemSpace, { words: [, key, ...flags] }: MemcachedCommand): Buffer {
  if (!isKey(key)) return BAD_FORMAT
  const item = space.peek(key)
  const compared = valueOf(flags, 'C')
  if (!item) return line('NF')
  if (compared !== undefined && String(item.cas) !== compared) return line('EX')
  space.delete(key)
  return line('HD')
}
