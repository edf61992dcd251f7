import type { EngineKind } from '../engine'
import type { TraceEventOf } from '../trace-event'
import type { ExchangeView } from './views'

type Command = TraceEventOf<'engine.command'>

const SPEAKS_SQL: Record<EngineKind, boolean> = { postgres: true, redis: false, memcached: false, mongo: false }
const LONGEST = 48

/** Whether its text is SQL, whose values stand apart as parameters. */
export const isSql = ({ kind }: Pick<Command, 'kind'>): boolean => SPEAKS_SQL[kind]

/** The session that a command is about: one of its exchange's whose id stands in it. */
export function sidOf(command: Pick<Command, 'text' | 'parameters'>, view: ExchangeView): string | null {
  const known = [view.sid, ...view.storeCalls.map((call) => call.sid), view.sidSent, view.sidSet]
  const places = [command.text, ...command.parameters]
  return known.find((sid) => sid !== null && places.some((place) => place?.includes(sid))) ?? null
}

/** A command in few words, without its time: `SET sess:… {…} EX 86400`, `SELECT …, 1 row`. */
export function commandLabel(command: Command, sid: string | null): string {
  if (command.outcome === 'error') return `${command.verb} …, ${cut(command.reply)}`
  if (isSql(command)) return `${command.verb} …, ${cut(command.reply)}`
  const text = shortText(command.text, sid)
  return command.reply === '(nil)' ? `${text}, (nil)` : text
}

/** Ids and values shortened: the id has its chip beside it, and the value its place in the store. */
function shortText(text: string, sid: string | null): string {
  const [line = ''] = text.split('\r\n', 1)
  const named = sid === null ? line : line.replaceAll(sid, '…')
  // The value is JSON; one that was cut has no end.
  const value = named.includes('}') ? /['"]?\{.*\}['"]?/s : /['"]?\{.*$/s
  return cut(named.replace(value, '{…}'))
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)
