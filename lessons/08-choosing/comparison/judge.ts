import type { ExchangeView, TraceModel } from '../../../protocol/model/views'
import type { Snapshot } from '../../../protocol/snapshot'
import { answered, goesTo, starts } from '../../kit/checks'
import type { Cell, Contestant } from '../../kit/comparison'
import { outages } from '../../kit/outages'
import { broughtCookie, cookieHeader, replays, returns, visitNumber } from '../seen'
import { TIMED } from './script'

const good = (text: string, because: string): Cell => ({ text, because, tone: 'good' })
const bad = (text: string, because: string): Cell => ({ text, because, tone: 'bad' })
const plain = (text: string, because: string): Cell => ({ text, because, tone: 'plain' })
const NONE: Cell = { text: 'has none', because: 'It talks to no server of its own.', tone: 'quiet' }

/** A row of the table, as far as the trace knows. Pure: the same trace gives the same row. */
export function judge(trace: TraceModel, contestant: Contestant): Record<string, Cell> {
  const cells = {
    lies: lies(trace, contestant),
    cookie: cookie(trace),
    wire: wire(trace, contestant),
    restart: restart(trace),
    instances: instances(trace),
    death: death(trace, contestant),
    revoke: revoke(trace),
    speed: speed(trace),
    needs: needs(trace, contestant),
  }
  return Object.fromEntries(Object.entries(cells).filter((entry): entry is [string, Cell] => entry[1] !== null))
}

const visits = (trace: TraceModel) => answered(trace).filter(goesTo('/'))

function lies(trace: TraceModel, { id }: Contestant): Cell | null {
  const snapshot = trace.events.find(
    (event) =>
      event.type === 'store.changed' && event.snapshot.kind === id && event.snapshot.records.length > 0,
  )
  if (snapshot?.type !== 'store.changed') return null
  const [record] = snapshot.snapshot.records
  return record ? plain(PLACES[snapshot.snapshot.kind], `${snapshot.snapshot.engine}: ${record.where}`) : null
}

const PLACES: Record<Snapshot['kind'], string> = {
  memory: 'the process',
  cookie: 'the browser',
  file: 'a file',
  redis: 'Redis’ memory',
  memcached: 'Memcached’s memory',
  postgres: 'a table',
  mongo: 'a collection',
}

function cookie(trace: TraceModel): Cell | null {
  const sent = visits(trace)
    .map(cookieHeader)
    .find((header) => header !== null)
  if (sent === undefined) return null
  const bytes = String('Cookie: '.length + sent.length + 2)
  return plain(`${bytes} B`, `Alice’s browser sent ${bytes} bytes of Cookie header along.`)
}

function wire(trace: TraceModel, { engine }: Contestant): Cell | null {
  if (engine === null) return NONE
  const visit = typical(visits(trace).filter((one) => broughtCookie(one) && one.commands.length > 0))
  if (!visit) return null
  const sent = sum(visit.commands.map((command) => command.sentBytes))
  const received = sum(visit.commands.map((command) => command.receivedBytes))
  const count = visit.commands.length
  return plain(
    `${String(sent + received)} B`,
    `${String(count)} ${count === 1 ? 'command' : 'commands'}: ${String(sent)} bytes there, ${String(received)} back.`,
  )
}

/** The one in the middle by bytes: the first ones also open connections and look for a table. */
function typical(exchanges: readonly ExchangeView[]): ExchangeView | undefined {
  const bytes = ({ commands }: ExchangeView) => sum(commands.map((one) => one.sentBytes + one.receivedBytes))
  const sorted = [...exchanges].sort((a, b) => bytes(a) - bytes(b))
  return sorted[Math.floor(sorted.length / 2)]
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

function restart(trace: TraceModel): Cell | null {
  const start = starts(trace).find((one) => one.reason === 'restart')
  if (!start) return null
  const back = returns(trace).find(
    ({ before, after }) => before.firstEventId < start.id && after.firstEventId > start.id,
  )
  if (!back) return null
  const count = String(visitNumber(back.after))
  return back.kept
    ? good('kept', `After the restart the count went on: visit ${count}.`)
    : bad('lost', 'After the restart Alice’s cookie came, and the count began anew.')
}

function instances(trace: TraceModel): Cell | null {
  const double = trace.events.find((event) => event.type === 'run.ready' && event.instances > 1)
  if (!double) return null
  const later = returns(trace).filter(
    ({ before, after }) => before.firstEventId > double.id && before.instance !== after.instance,
  )
  if (later.length === 0) return null
  return later.every(({ kept }) => kept)
    ? good('knows her', 'Whichever process answered, the count went on.')
    : bad('lost', 'The second process had never heard of Alice.')
}

function death(trace: TraceModel, { engine }: Contestant): Cell | null {
  if (engine === null) return NONE
  const outage = outages(trace).find(({ kind }) => kind === engine)
  if (!outage || outage.to === Infinity) return null
  const during = trace.exchanges.find((one) => one.firstEventId > outage.from && one.firstEventId < outage.to)
  const after = trace.exchanges.findLast((one) => one.firstEventId > outage.to && goesTo('/')(one))
  if (!during || !after || after.state === 'open') return null
  const meanwhile = meets(during)
  const number = visitNumber(after)
  if (number === null) return bad('no answer', `Meanwhile: ${meanwhile}. After it came back: ${meets(after)}.`)
  return number > 1
    ? good('kept', `Meanwhile: ${meanwhile}. When it was back, the count went on.`)
    : bad('lost', `Meanwhile: ${meanwhile}. When it was back, the session was gone.`)
}

function meets({ state, response, error }: ExchangeView): string {
  if (state === 'failed') return (error?.message ?? 'no answer').replace(/\.$/, '')
  const status = response?.status ?? 0
  return status >= 500 ? `status ${String(status)}` : `an answer, status ${String(status)}`
}

function revoke(trace: TraceModel): Cell | null {
  const replay = replays(trace)[0]
  if (!replay) return null
  return replay.believed
    ? bad('no', 'After the logout a copy of the old cookie still opened Alice’s page.')
    : good('yes', 'After the logout a copy of the old cookie opened nothing.')
}

function speed(trace: TraceModel): Cell | null {
  const again = starts(trace)[1]?.id ?? Infinity
  const timed = visits(trace)
    .filter((one) => one.firstEventId < again && broughtCookie(one))
    .slice(2, 2 + TIMED)
  if (timed.length < TIMED) return null
  const times = timed.map((one) => one.durationMs ?? 0).sort((a, b) => a - b)
  const median = ((times[TIMED / 2 - 1] ?? 0) + (times[TIMED / 2] ?? 0)) / 2
  const [least = 0] = times
  return plain(
    `${median.toFixed(1)} ms`,
    `${String(TIMED)} requests took between ${least.toFixed(1)} and ${(times.at(-1) ?? 0).toFixed(1)} ms.`,
  )
}

function needs(trace: TraceModel, { id, engine }: Contestant): Cell | null {
  if (engine === null) return FREE[id] ?? null
  const seen = trace.events.findLast(
    (event) => event.type === 'engine.changed' && event.engine.source.kind === engine,
  )
  if (seen?.type !== 'engine.changed') return null
  const { name, why, from, hint } = seen.engine.source
  return from === 'stand-in' ? bad('a stand-in', `${name}. ${hint ?? why}`) : plain(name, why)
}

const FREE: Readonly<Record<string, Cell>> = {
  memory: plain('nothing', 'It comes with express-session.'),
  cookie: plain('a secret', 'Whoever knows the secret can write sessions.'),
  file: plain('a disk', 'A folder that every process can reach.'),
}
