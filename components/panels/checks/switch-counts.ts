import type { ExchangeView, TraceModel } from '@/protocol/model/views'

/** The two switches of express-session that decide what an untouched session costs. */
export interface Switches {
  saveUninitialized: boolean
  resave: boolean
}

export interface SwitchCount extends Switches {
  requests: number
  writes: number
  setCookies: number
}

const CORNERS: readonly Switches[] = [
  { saveUninitialized: false, resave: false },
  { saveUninitialized: false, resave: true },
  { saveUninitialized: true, resave: false },
  { saveUninitialized: true, resave: true },
]

/** For each position of the switches: requests to a path, the writes and Set-Cookies they caused. */
export function countSwitches(trace: TraceModel, path: string): SwitchCount[] {
  const visits = trace.exchanges.filter((exchange) => exchange.state === 'done' && isAt(exchange, path))
  return CORNERS.map((corner) => {
    const mine = visits.filter((visit) => isUnder(visit, corner))
    return {
      ...corner,
      requests: mine.length,
      writes: mine.reduce((sum, visit) => sum + visit.storeCalls.filter((call) => call.op === 'set').length, 0),
      setCookies: mine.filter((visit) => visit.sidSet !== null).length,
    }
  })
}

const isAt = (exchange: ExchangeView, path: string) => exchange.path.replace(/[?#].*$/, '') === path

function isUnder(exchange: ExchangeView, { saveUninitialized, resave }: Switches): boolean {
  return exchange.decisions.some(
    ({ facts }) => facts.saveUninitialized === saveUninitialized && facts.resave === resave,
  )
}
