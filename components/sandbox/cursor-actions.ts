import type { Moment, TraceModel } from '@/protocol/model/views'
import { momentAt } from '@/protocol/model/moment'
import { rowFrom, stepFrom } from './cursor'
import type { Cursor, LabActions } from './lab'
import type { LabParts } from './lab-parts'

/** The world at the cursor. */
export function momentFor(trace: TraceModel, cursor: Cursor): Moment {
  return momentAt(trace, cursor === 'live' ? trace.lastId : cursor)
}

export type CursorActions = Pick<LabActions, 'moveCursor' | 'showInTimeline' | 'stepRow' | 'stepEvent'>

export function cursorActions({ get, set }: LabParts): CursorActions {
  const moveCursor = (cursor: Cursor) => {
    if (cursor === get().cursor) return
    const moment = momentFor(get().trace, cursor)
    const browser = cursor === 'live' ? get().browser : (moment.exchange?.browser ?? get().browser)
    set({ cursor, moment, browser })
  }
  return {
    moveCursor,
    showInTimeline: (eventId) => {
      moveCursor(eventId)
      set({ timelineAsked: get().timelineAsked + 1 })
    },
    stepRow: (by) => moveCursor(rowFrom(get().trace, get().cursor, by)),
    stepEvent: (by) => moveCursor(stepFrom(get().trace, get().cursor, by)),
  }
}
