import { LIMITS } from '../../protocol/limits'
import type { Snapshot, StoreRecord } from '../../protocol/snapshot'
import type { FileStorePlace } from './file-store-place'
import { FolderInside } from './folder-inside'
import type { Inspector } from './inspector'

/** A record larger than this is shown without its data. */
const PARSED_BYTES = 256 * 1024
/** More names than this are not counted; a workspace's folder may hold LIMITS.sandbox.folderFiles. */
const COUNTED_FILES = 20_000
const SID = /^[^/\\\0]{1,250}$/

export interface FileStores {
  /** Host path of the workspace's folder now; null when there is none. */
  folder(): string | null
  /** The file stores the app has made in its last run. */
  places(): readonly FileStorePlace[]
}

/** session-file-store's real files: one per session, `<path>/<sid><fileExtension>`. */
export class FileInspector implements Inspector {
  readonly kind = 'file'

  constructor(private readonly stores: FileStores) {}

  async read(): Promise<Snapshot[]> {
    return Promise.all(this.places().map((place) => this.snapshot(place)))
  }

  async remove(sid: string): Promise<boolean> {
    if (!SID.test(sid)) return false
    const removed = await Promise.all(
      this.places().map((place) => this.inFolder(place, (folder) => folder.remove(sid + place.fileExtension))),
    )
    return removed.includes(true)
  }

  /** Two middlewares may share one folder: it is shown once. */
  private places(): FileStorePlace[] {
    const byPath = new Map(
      this.stores.places().map((place) => [`${place.path}\n${place.fileExtension}`, place]),
    )
    return [...byPath.values()]
  }

  private async snapshot(place: FileStorePlace): Promise<Snapshot> {
    const list = await this.inFolder(place, (folder) => listRecords(folder, place))
    const { records, total } = list ?? { records: [], total: 0 }
    return { kind: 'file', engine: `./${place.path}`, instance: null, records, total }
  }

  private async inFolder<T>(
    place: FileStorePlace,
    use: (folder: FolderInside) => Promise<T>,
  ): Promise<T | null> {
    const root = this.stores.folder()
    const folder = root === null ? null : await FolderInside.open(root, place.path)
    if (!folder) return null
    try {
      return await use(folder)
    } finally {
      await folder.close()
    }
  }
}

async function listRecords(
  folder: FolderInside,
  place: FileStorePlace,
): Promise<{ records: StoreRecord[]; total: number }> {
  const isRecord = (name: string): boolean =>
    name.endsWith(place.fileExtension) && name.length > place.fileExtension.length
  const names = await folder.names(isRecord, COUNTED_FILES)
  const shown = await newest(folder, names)
  const records = await Promise.all(shown.map((name) => readRecord(folder, name, place)))
  const found = records.filter((record) => record !== null)
  return { records: found, total: names.length - (shown.length - found.length) }
}

/** Every name in order; of too many, those written last. */
async function newest(folder: FolderInside, names: readonly string[]): Promise<string[]> {
  const most = LIMITS.snapshot.records
  if (names.length <= most) return names.toSorted()
  const dated = await Promise.all(names.map(async (name) => ({ name, at: await folder.modifiedAt(name) })))
  const last = dated.toSorted((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1)).slice(0, most)
  return last.map(({ name }) => name).toSorted()
}

async function readRecord(
  folder: FolderInside,
  name: string,
  place: FileStorePlace,
): Promise<StoreRecord | null> {
  const file = await folder.readText(name, PARSED_BYTES)
  if (!file) return null
  const sid = place.fileExtension === '' ? name : name.slice(0, -place.fileExtension.length)
  const whole = file.bytes <= PARSED_BYTES && !place.sealed
  const data = whole ? parse(file.text) : null
  const where = place.path === '.' ? name : `${place.path}/${name}`
  return { sid, data, expires: expiry(data, place.ttl), where, raw: cut(file.text), bytes: file.bytes }
}

/** Half-written or no JSON: shown as raw text only. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function cut(text: string): string {
  const most = LIMITS.snapshot.rawBytes
  return Buffer.byteLength(text) > most ? Buffer.from(text).subarray(0, most).toString('utf8') : text
}

/**
 * isExpired of session-file-store 1.5.0 (session-file-helpers.js): a record ends `cookie.originalMaxAge` after its last
 * access, or `ttl` seconds when there is none; without either it counts as expired from the start.
 */
function expiry(data: unknown, ttl: number | null): string | null {
  const lastAccess = field(data, '__lastAccess')
  if (typeof lastAccess !== 'number') return null
  const maxAge = field(field(data, 'cookie'), 'originalMaxAge')
  const life = typeof maxAge === 'number' && maxAge ? maxAge : (ttl ?? 0) * 1000
  const end = new Date(lastAccess + life)
  return Number.isNaN(end.getTime()) ? null : end.toISOString()
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined
}
