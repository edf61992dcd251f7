import type { RecordsReply } from '../../protocol/api'
import { field } from '../../protocol/field'
import { LIMITS } from '../../protocol/limits'
import type { Snapshot, StoreRecord } from '../../protocol/snapshot'
import { editedData } from './edited-data'
import { fileExpiry, fileTimes } from './file-expiry'
import type { FileStorePlace } from './file-store-place'
import { FolderInside, type FileText } from './folder-inside'
import type { Inspector, PageQuery } from './inspector'
import { cutRaw, parseJson, parsing, type Parse } from './record-text'

/** A record larger than this is shown without its data. */
const PARSED_BYTES = 256 * 1024
/** More names than this are not counted; a workspace's folder may hold LIMITS.sandbox.folderFiles. */
const COUNTED_FILES = 20_000
/** A record to edit is read whole. */
const EDITED_BYTES = LIMITS.sandbox.fileBytes
const OPEN_FILES = 64
/** Of records that are shown so many are held whole at a time: with the largest ones four megabytes. */
const HELD_FILES = 16
/** A folder's time goes in steps: of what happens right after a reading it may say nothing. */
const STEP_MS = 50
const SID = /^[^/\\\0]{1,250}$/

/** Of a folder that is not there. */
const NEVER = 0

export interface FileStores {
  /** Host path of the workspace's folder now; null when there is none. */
  folder(): string | null
  /** The file stores the app has made in its last run. */
  places(): readonly FileStorePlace[]
}

/** session-file-store's real files: one per session, `<path>/<sid><fileExtension>`. */
export class FileInspector implements Inspector {
  readonly kind = 'file'
  /** By path: when a name had come or gone last, as of the last reading. */
  readonly #readAt = new Map<string, number>()

  constructor(private readonly stores: FileStores) {}

  async read(): Promise<Snapshot[]> {
    const places = this.places()
    this.#readAt.clear()
    const parse = parsing()
    const snapshots: Snapshot[] = []
    for (const place of places) snapshots.push(await this.snapshot(place, parse))
    return snapshots
  }

  async hasMoved(): Promise<boolean> {
    const moved = await Promise.all(
      this.places().map(async (place) => {
        const changedAt = (await this.inFolder(place, (folder) => folder.changedAt())) ?? NEVER
        return changedAt !== this.#readAt.get(place.path)
      }),
    )
    return moved.includes(true)
  }

  async page(query: PageQuery): Promise<RecordsReply | null> {
    const [place] = this.places(query.engine)
    if (!place) return null
    const page = await this.inFolder(place, (folder) => pageOfRecords(folder, place, query))
    return page ?? { records: [], total: 0 }
  }

  async remove(sid: string, engine?: string): Promise<boolean> {
    return this.inFolders(sid, engine, (folder, { fileExtension }) => folder.remove(sid + fileExtension))
  }

  async edit(sid: string, data: unknown, engine?: string): Promise<boolean> {
    return this.inFolders(sid, engine, (folder, place) => editRecord(folder, sid, data, place))
  }

  private async inFolders(
    sid: string,
    engine: string | undefined,
    change: (folder: FolderInside, place: FileStorePlace) => Promise<boolean>,
  ): Promise<boolean> {
    if (!SID.test(sid)) return false
    const changed = await Promise.all(
      this.places(engine).map((place) => this.inFolder(place, (folder) => change(folder, place))),
    )
    return changed.includes(true)
  }

  /** Two middlewares may share one folder: it is shown once. */
  private places(engine?: string): FileStorePlace[] {
    const byPath = new Map(
      this.stores.places().map((place) => [`${place.path}\n${place.fileExtension}`, place]),
    )
    const places = [...byPath.values()]
    return engine === undefined ? places : places.filter((place) => engineOf(place, places) === engine)
  }

  private async snapshot(place: FileStorePlace, parse: Parse): Promise<Snapshot> {
    this.#readAt.set(place.path, NEVER)
    const list = await this.inFolder(place, async (folder) => {
      const changedAt = await folder.changedAt()
      if (Math.abs(Date.now() - changedAt) > STEP_MS) this.#readAt.set(place.path, changedAt)
      else this.#readAt.delete(place.path)
      return listRecords(folder, place, parse)
    })
    const { records, total } = list ?? { records: [], total: 0 }
    return { kind: 'file', engine: engineOf(place, this.places()), instance: null, records, total }
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

/** The folder; with the files' extension where two stores share it. */
function engineOf(place: FileStorePlace, places: readonly FileStorePlace[]): string {
  const shared = places.some(
    (other) => other.path === place.path && other.fileExtension !== place.fileExtension,
  )
  return `./${place.path}${shared ? `/*${place.fileExtension}` : ''}`
}

async function namesOf(folder: FolderInside, { fileExtension }: FileStorePlace): Promise<string[]> {
  const isRecord = (name: string): boolean => name.endsWith(fileExtension) && name.length > fileExtension.length
  return folder.names(isRecord, COUNTED_FILES)
}

async function listRecords(folder: FolderInside, place: FileStorePlace, parse: Parse): Promise<RecordsReply> {
  const names = await namesOf(folder, place)
  const shown = await newest(folder, names)
  const found = await readRecords(folder, shown, place, parse)
  return { records: found, total: names.length - (shown.length - found.length) }
}

async function pageOfRecords(
  folder: FolderInside,
  place: FileStorePlace,
  { offset, limit, find }: PageQuery,
): Promise<RecordsReply> {
  const names = (await namesOf(folder, place)).toSorted()
  const found = find === '' ? names : await namesWith(folder, names, find, place)
  const records = await readRecords(folder, found.slice(offset, offset + limit), place, parsing())
  return { records, total: found.length }
}

/** The names of records that have `find` in their id or content; few files are open at a time. */
async function namesWith(
  folder: FolderInside,
  names: readonly string[],
  find: string,
  place: FileStorePlace,
): Promise<string[]> {
  const found: string[] = []
  for (let at = 0; at < names.length; at += OPEN_FILES) {
    const some = names.slice(at, at + OPEN_FILES)
    const hits = await Promise.all(
      some.map(async (name) => {
        if (sidOf(name, place).includes(find)) return true
        return (await folder.readText(name, PARSED_BYTES))?.text.includes(find) ?? false
      }),
    )
    found.push(...some.filter((_, i) => hits[i]))
  }
  return found
}

/** One after the other, so that each time the same ones are taken apart. */
async function readRecords(
  folder: FolderInside,
  names: readonly string[],
  place: FileStorePlace,
  parse: Parse,
): Promise<StoreRecord[]> {
  const records: StoreRecord[] = []
  for (let at = 0; at < names.length; at += HELD_FILES) {
    const some = names.slice(at, at + HELD_FILES)
    const files = await Promise.all(some.map((name) => folder.readText(name, PARSED_BYTES)))
    for (const [i, name] of some.entries()) {
      const file = files[i]
      if (file) records.push(recordOf(name, file, place, parse))
    }
  }
  return records
}

/** As session-file-store writes it: `__lastAccess`, from which it counts, stays what it was. */
async function editRecord(
  folder: FolderInside,
  sid: string,
  data: unknown,
  place: FileStorePlace,
): Promise<boolean> {
  const name = sid + place.fileExtension
  const file = place.sealed || data === undefined ? null : await folder.readText(name, EDITED_BYTES)
  if (!file || file.bytes > EDITED_BYTES) return false
  const old = parseJson(file.text)
  const edited = editedData(data, old)
  const lastAccess = field(old, '__lastAccess')
  const isRecord = typeof edited === 'object' && edited !== null && typeof lastAccess === 'number'
  return folder.replace(name, JSON.stringify(isRecord ? { ...edited, __lastAccess: lastAccess } : edited))
}

/** Every name in order; of too many, those written last. */
async function newest(folder: FolderInside, names: readonly string[]): Promise<string[]> {
  const most = LIMITS.snapshot.records
  if (names.length <= most) return names.toSorted()
  const dated = await Promise.all(names.map(async (name) => ({ name, at: await folder.modifiedAt(name) })))
  const last = dated.toSorted((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1)).slice(0, most)
  return last.map(({ name }) => name).toSorted()
}

function recordOf(name: string, file: FileText, place: FileStorePlace, parse: Parse): StoreRecord {
  const whole = file.bytes <= PARSED_BYTES && !place.sealed
  const data = whole ? parse(file.text) : null
  return {
    sid: sidOf(name, place),
    data,
    expires: fileExpiry(whole ? (data ?? fileTimes(file.text)) : null, place.ttl),
    where: place.path === '.' ? name : `${place.path}/${name}`,
    raw: cutRaw(file.text),
    bytes: file.bytes,
  }
}

function sidOf(name: string, { fileExtension }: FileStorePlace): string {
  return fileExtension === '' ? name : name.slice(0, -fileExtension.length)
}
