import type { TraceEvent } from '../trace-event'
import type { Moment, TraceModel } from './views'

export const EMPTY_TRACE: TraceModel = { events: [], lastId: 0, exchanges: [], rows: [] }

/** The model with more events at its end; events already known (by id) are ignored. */
export declare function extendTrace(model: TraceModel, events: readonly TraceEvent[]): TraceModel

/** The world just after the event with id `cursor` (a number past the end means now). */
export declare function momentAt(model: TraceModel, cursor: number): Moment
