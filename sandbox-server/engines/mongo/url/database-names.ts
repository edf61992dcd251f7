import { createHash } from 'node:crypto'
import { MongoFault } from './fault'

/** MongoDB takes so many bytes for a database’s name. */
const LONGEST = 63
/** Long names that are remembered: an app may say another one with every command. */
const REMEMBERED = 200
const sha256 = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length)

/** Which databases of a shared server are one workspace’s, and what its app calls them. */
export class DatabaseNames {
  /** What every name of this workspace’s databases begins with, and no other’s. */
  readonly prefix: string
  /** Names too long to stand behind the prefix, by what stands in their place. */
  private readonly long = new Map<string, string>()

  constructor(workspace: string) {
    this.prefix = `crumbtrail_${sha256(workspace, 16)}_`
  }

  /** The name on the server. Throws where MongoDB would take no such name. */
  onServer(name: string): string {
    if (name === '' || Buffer.byteLength(name) > LONGEST || /[/\\. "$\0]/.test(name))
      throw new MongoFault('InvalidNamespace', `Invalid database name: '${name.slice(0, 100)}'`)
    const whole = this.prefix + name
    if (Buffer.byteLength(whole) <= LONGEST) return whole
    const short = `${this.prefix}~${sha256(name, 32)}`
    this.remember(short, name)
    return short
  }

  isOwn(onServer: string): boolean {
    return onServer.startsWith(this.prefix)
  }

  /** The app’s own name; null for another’s, and for a long one that was not used lately. */
  inApp(onServer: string): string | null {
    if (!this.isOwn(onServer)) return null
    const rest = onServer.slice(this.prefix.length)
    return this.long.get(onServer) ?? (/^~[0-9a-f]{32}$/.test(rest) ? null : rest)
  }

  /** A text of the server’s in the app’s words. */
  restore(text: string): string {
    let restored = text
    for (const [short, name] of this.long) restored = restored.replaceAll(short, name)
    return restored.replaceAll(this.prefix, '')
  }

  /** In the order of use; what was not used longest is forgotten. */
  private remember(short: string, name: string): void {
    this.long.delete(short)
    this.long.set(short, name)
    const [oldest] = this.long.keys()
    if (this.long.size > REMEMBERED && oldest !== undefined) this.long.delete(oldest)
  }
}
