import type { TraceModel } from './views'

/** Nothing has happened. Apart from the model, so that a page can begin with it before that is loaded. */
export const EMPTY_TRACE: TraceModel = { events: [], lastId: 0, exchanges: [], rows: [] }
