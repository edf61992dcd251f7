import type { TraceEvent } from '../trace-event'
import { beginExchange, growExchange } from './exchange'
import { endRun, lifeOf } from './life'
import type { ExchangeView, TimelineRow, TraceModel } from './views'

/** Copies made once per batch and changed only while it is folded in. */
interface Draft {
  events: TraceEvent[]
  exchanges: ExchangeView[]
  rows: TimelineRow[]
  places: Map<string, { exchange: number; row: number }>
}

/** The model with more events at its end; events already known (by id) are ignored. */
export function extendTrace(model: TraceModel, events: readonly TraceEvent[]): TraceModel {
  const fresh = events.filter((event) => event.id > model.lastId)
  const last = fresh.at(-1)
  if (!last) return model
  const draft: Draft = {
    events: [...model.events],
    exchanges: [...model.exchanges],
    rows: [...model.rows],
    places: placesOf(model),
  }
  for (const event of fresh) fold(draft, event)
  return { events: draft.events, lastId: last.id, exchanges: draft.exchanges, rows: draft.rows }
}

function placesOf(model: TraceModel): Draft['places'] {
  const numbers = new Map(model.exchanges.map((exchange, index) => [exchange.id, index]))
  const places: Draft['places'] = new Map()
  model.rows.forEach((row, index) => {
    if (row.type === 'exchange')
      places.set(row.exchange.id, { exchange: numbers.get(row.exchange.id) ?? 0, row: index })
  })
  return places
}

function fold(draft: Draft, event: TraceEvent): void {
  draft.events.push(event)
  // It tells the world's state to whoever comes now; in the story it has been told, or was dropped.
  if (event.repeated) return
  if (event.type === 'exchange.started') {
    const exchange = beginExchange(event, draft.exchanges.length + 1)
    draft.places.set(exchange.id, { exchange: draft.exchanges.length, row: draft.rows.length })
    draft.exchanges.push(exchange)
    draft.rows.push({ type: 'exchange', exchange })
  } else if ('exchange' in event && event.exchange !== null) {
    grow(draft, event, event.exchange)
  } else {
    live(draft, event)
  }
}

function grow(draft: Draft, event: TraceEvent, id: string): void {
  const place = draft.places.get(id)
  const view = place && draft.exchanges[place.exchange]
  if (!place || !view) return
  const exchange = growExchange(view, event, draft.events)
  draft.exchanges[place.exchange] = exchange
  draft.rows[place.row] = { type: 'exchange', exchange }
}

function live(draft: Draft, event: TraceEvent): void {
  const index = draft.rows.findLastIndex((row) => row.type === 'life' && row.life.kind === 'run')
  const run = draft.rows[index]
  const ended = run?.type === 'life' ? endRun(run.life, event) : null
  if (ended) {
    draft.rows[index] = { type: 'life', life: ended }
    return
  }
  if (event.type === 'settings.changed' && isFirst(draft, event)) return
  const life = lifeOf(event)
  if (life) draft.rows.push({ type: 'life', life })
}

/** The settings a workspace begins with are nobody's act, so they make no row. */
const isFirst = (draft: Draft, event: TraceEvent): boolean =>
  draft.events.find((other) => other.type === event.type)?.id === event.id
