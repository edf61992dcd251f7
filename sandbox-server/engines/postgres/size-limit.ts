import { LIMITS } from '../../../protocol/limits'
import type { Tenants } from './tenants'
import type { Fill } from './warden'
import { failureMessage, noticeMessage } from './wire/failure'
import type { Credentials } from './wire/log-in'

const mb = (bytes: number): string => `${String(Math.ceil(bytes / 1024 / 1024))} MB`

const READ_ONLY = `
SELECT 1 FROM pg_db_role_setting JOIN pg_roles r ON r.oid = setrole JOIN pg_database d ON d.oid = setdatabase
WHERE rolname = $1 AND datname = $2 AND 'default_transaction_read_only=on' = ANY (setconfig)`

/** What happens to a workspace whose database has grown too large: first it can only be read, then not be used at all. */
export class SizeLimit {
  /** Why it is as it is, in a sentence; null: there is room. */
  fault: string | null = null
  /** null: not looked at yet. An earlier life of this server may have left it readable only. */
  private fill: Fill | null = null
  private readonly tenants: Pick<Tenants, 'ask' | 'alter' | 'disconnect'>
  private readonly tenant: Credentials
  private readonly onFault: () => void

  constructor(
    tenants: Pick<Tenants, 'ask' | 'alter' | 'disconnect'>,
    tenant: Credentials,
    onFault: () => void,
  ) {
    this.tenants = tenants
    this.tenant = tenant
    this.onFault = onFault
  }

  get isOver(): boolean {
    return this.fill === 'over'
  }

  /** Told to the app after its log-in, as a warning. */
  notice(): Buffer | null {
    return this.fault === null ? null : noticeMessage('53100', this.fault)
  }

  /** Told to the app instead of a log-in; null where it may come in. */
  refusal(): Buffer | null {
    return this.isOver && this.fault !== null ? failureMessage('FATAL', '53100', this.fault) : null
  }

  async noteSize(bytes: number, fill: Fill): Promise<void> {
    const before = this.fill
    // A little less than the limit is not yet room, or it would change to and fro.
    const wasFull = before === 'full' || before === 'over'
    const now = fill === 'room' && wasFull && bytes > LIMITS.engine.databaseBytes * 0.9 ? 'full' : fill
    this.fill = now
    // Whoever comes is refused from here on. That it can only be read is said when it is so.
    if (now === 'over') this.fault = sentence(bytes, now)
    try {
      if (await this.isToBeSet(before, now)) await this.set(now)
    } catch (error) {
      // The next look tries again.
      if (now !== 'over') this.fill = before
      throw error
    }
    this.fault = now === 'room' ? null : sentence(bytes, now)
    if ((before ?? 'room') !== now) this.onFault()
  }

  private async isToBeSet(before: Fill | null, now: Fill): Promise<boolean> {
    if (before === now) return now === 'over'
    // Connections are not ended for nothing.
    return before !== null || now !== 'room' || (await this.isReadOnly())
  }

  private async set(now: Fill): Promise<void> {
    const { user, database } = this.tenant
    const setting =
      now === 'room' ? 'RESET default_transaction_read_only' : 'SET default_transaction_read_only = on'
    // A transaction left open may hold a lock on what is changed.
    await this.tenants.disconnect(this.tenant)
    await this.tenants.alter(`ALTER ROLE ${user} IN DATABASE ${database} ${setting}`)
    // What a connection was allowed when it began it may still do.
    await this.tenants.disconnect(this.tenant)
  }

  private async isReadOnly(): Promise<boolean> {
    const { user, database } = this.tenant
    const [found] = await this.tenants.ask(READ_ONLY, [user, database])
    return found !== undefined
  }
}

function sentence(bytes: number, fill: 'full' | 'over'): string {
  const size = `The database is full: ${mb(bytes)}, and ${mb(LIMITS.engine.databaseBytes)} is what a workspace has.`
  return fill === 'full'
    ? `${size} It can only be read now. Delete records in the store, then it can be written again.`
    : `${size} Connections are refused. Stop PostgreSQL and start it again: it then begins empty.`
}
