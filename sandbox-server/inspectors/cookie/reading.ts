import type { StoreRecord } from '../../../protocol/snapshot'

/** What is known of one cookie's value. */
export interface CookieReading {
  /** null: sealed, or nothing that can be read. */
  data: unknown
  native: NonNullable<StoreRecord['native']>
}

/** Longer values are not opened; a jar keeps 4096 bytes. */
export const OPENED_LENGTH = 8192

/** The words of the native form, the same for every library. */
export const WORD = {
  library: 'library',
  signature: 'signature',
  sealed: 'sealed',
  opened: 'opened',
  sealEnds: 'seal ends',
  read: 'a thief could read',
  replay: 'a thief could replay until',
} as const
