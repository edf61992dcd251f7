import { LIMITS } from '../../../../protocol/limits'
import { MongoFault } from './fault'

const SHARE_BYTES = LIMITS.engine.databaseBytes
/** Bytes written after which is looked what they really take. */
const UNMEASURED_BYTES = SHARE_BYTES / 4
/** A collection or an index is a file of the server's, however little it holds. */
export const FILE_BYTES = 64 * 1024
const MOST_KNOWN = 1000

/** How much of a server that others use too one workspace may fill. */
export class OwnShare {
  private readonly measure: () => Promise<number>
  private measured = 0
  private unmeasured = 0
  private isStale = true
  private measuring: Promise<void> | null = null
  private readonly known = new Set<string>()

  constructor(measure: () => Promise<number>) {
    this.measure = measure
  }

  /** Counts what is about to be written; throws when the workspace has had its share. */
  async admit(bytes: number, namespace: string): Promise<void> {
    if (!this.known.has(namespace)) this.noteNew(namespace)
    if (this.isStale || this.unmeasured > UNMEASURED_BYTES || this.isOver(bytes)) await this.look()
    if (this.isOver(bytes)) throw new MongoFault('QuotaExceeded', FULL)
    this.unmeasured += bytes
  }

  /** What is there may be another size than the commands were long: looks again before more is written. */
  doubt(): void {
    this.isStale = true
    this.known.clear()
  }

  private isOver(bytes: number): boolean {
    return this.measured + this.unmeasured + bytes > SHARE_BYTES
  }

  /** The first write to a collection may make it. */
  private noteNew(namespace: string): void {
    if (this.known.size >= MOST_KNOWN) this.known.clear()
    this.known.add(namespace)
    this.unmeasured += 2 * FILE_BYTES
  }

  private look(): Promise<void> {
    this.measuring ??= this.lookNow().finally(() => {
      this.measuring = null
    })
    return this.measuring
  }

  private async lookNow(): Promise<void> {
    const before = this.unmeasured
    this.isStale = false
    try {
      this.measured = await this.measure()
      this.unmeasured -= before
    } catch (error) {
      this.isStale = true
      throw error
    }
  }
}

const FULL = `The databases of this sandbox have had their ${String(SHARE_BYTES / 1024 / 1024)} MB. Delete something and try again.`
