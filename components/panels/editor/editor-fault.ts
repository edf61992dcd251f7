import type { Moment } from '@/protocol/model/views'
import type { AppFault } from '@/protocol/workspace'

/** The fault to mark in the code: why the app is not there, else what went wrong in the exchange at the cursor. */
export function faultOf({ app, exchange }: Moment): AppFault | null {
  return app.fault ?? exchange?.errors.at(-1)?.fault ?? null
}
