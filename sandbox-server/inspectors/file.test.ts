import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type session from 'express-session'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../protocol/limits'
import { FileInspector } from './file'
import { FileStorePlace, fileStorePlace } from './file-store-place'
import { cookie, describeInspector, type InspectedStore } from './inspector.contract'

const require = createRequire(new URL('../runtime/package.json', import.meta.url))
type Make = (module: typeof session) => new (options: Record<string, unknown>) => session.Store
const FileStore = (require('session-file-store') as Make)(require('express-session') as typeof session)

const newFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'inspected-'))

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** The real module on a real folder. */
function inspect(folder: string, options: Record<string, unknown> = {}): InspectedStore {
  const place = FileStorePlace.parse({ ...options, sealed: 'secret' in options })
  const sessions = path.join(folder, place.path)
  const store = new FileStore({
    retries: 0,
    reapInterval: -1,
    logFn: () => undefined,
    ...options,
    path: sessions,
  })
  return {
    inspector: new FileInspector({ folder: () => folder, places: () => [{ ...place }, { ...place }] }),
    set: (sid, data) =>
      new Promise((resolve, reject) => {
        const done = (error?: unknown): void => (error ? reject(asError(error)) : resolve())
        const record: object = data
        store.set(sid, record as session.SessionData, done)
      }),
    get: (sid) => new Promise((resolve) => store.get(sid, (_error, found) => resolve(found))),
    fill: async (count) => {
      for (let i = 0; i < count; i += 1)
        await writeFile(path.join(sessions, `sid-${String(i)}${place.fileExtension}`), JSON.stringify({ n: i }))
    },
    close: () => rm(folder, { recursive: true }),
  }
}

describeInspector('file', async () => inspect(await newFolder()), { many: LIMITS.sandbox.folderFiles })
describeInspector(
  'file, elsewhere and with another extension',
  async () => inspect(await newFolder(), { path: 'data/kept/sessions', fileExtension: '.sess.txt' }),
  { many: LIMITS.sandbox.folderFiles },
)

describe('file', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await newFolder()
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const records = async (store: InspectedStore) => (await store.inspector.read())[0]?.records ?? []
  const readPlace = async (place: string) => {
    const places = () => [FileStorePlace.parse({ path: place })]
    return new FileInspector({ folder: () => folder, places }).read()
  }

  it.each([
    ['ttl seconds after the last access without maxAge', { ttl: 60 }, null, 60_000],
    ['an hour after it by default', {}, null, 3_600_000],
    ['maxAge after it, whatever the ttl', { ttl: 60 }, 1000, 1000],
    ['at once with a ttl of nothing', { ttl: 0 }, null, 0],
  ])('a record ends %s', async (_name, options, maxAge, life) => {
    const store = inspect(folder, options)
    const from = Date.now()
    await store.set('abc', { cookie: cookie(maxAge) })
    const [record] = await records(store)
    const end = Date.parse(record?.expires ?? '') - life
    expect(end).toBeGreaterThanOrEqual(from)
    expect(end).toBeLessThanOrEqual(Date.now())
  })

  it('knows whether a name has come or gone since it was read', async () => {
    const store = inspect(folder)
    const { inspector } = store
    const sessions = path.join(folder, 'sessions')
    /** Read so many milliseconds after the last change. */
    const movedSince = async (after: number): Promise<boolean | undefined> => {
      vi.useFakeTimers({ toFake: ['Date'], now: (await stat(sessions)).mtimeMs + after })
      await inspector.read()
      vi.useRealTimers()
      return inspector.hasMoved?.()
    }
    await store.set('abc', { cookie: cookie(null) })
    expect(await inspector.hasMoved?.(), 'never read').toBe(true)
    expect(await movedSince(1000)).toBe(false)
    expect(await movedSince(10), 'what follows at once may have the same time').toBe(true)
    expect(await movedSince(1000)).toBe(false)
    await delay(20)
    await rm(path.join(sessions, 'abc.json'))
    expect(await inspector.hasMoved?.()).toBe(true)
    await rm(sessions, { recursive: true })
    await inspector.read()
    expect(await inspector.hasMoved?.(), 'no folder').toBe(false)
  })

  it('shows encrypted files sealed', async () => {
    const store = inspect(folder, { secret: 'Correct-Horse-9-Battery-Staple!' })
    await store.set('abc', { cookie: cookie(60_000), views: 1 })
    const [record] = await records(store)
    expect(record).toMatchObject({ sid: 'abc', data: null, expires: null, where: 'sessions/abc.json' })
    expect(record?.raw).not.toContain('views')
    expect(record?.bytes).toBeGreaterThan(10)
  })

  it('shows half-written files as they are, and no temporary ones', async () => {
    const store = inspect(folder)
    await writeFile(path.join(folder, 'sessions/half.json'), '{"views":')
    await writeFile(path.join(folder, 'sessions/empty.json'), '')
    await writeFile(path.join(folder, 'sessions/abc.json.123456'), '{}')
    await writeFile(path.join(folder, 'sessions/.json'), '{}')
    expect(await records(store)).toMatchObject([
      { sid: 'empty', data: null, raw: '', bytes: 0 },
      { sid: 'half', data: null, raw: '{"views":', expires: null },
    ])
  })

  it('follows no link, neither file nor folder, and opens no pipe', async () => {
    const store = inspect(folder)
    const outside = await newFolder()
    await writeFile(path.join(outside, 'secret.json'), '{"secret":1}')
    await symlink(path.join(outside, 'secret.json'), path.join(folder, 'sessions/link.json'))
    await mkdir(path.join(folder, 'sessions/folder.json'))
    execFileSync('mkfifo', [path.join(folder, 'sessions/pipe.json')])
    expect(await records(store)).toEqual([])
    expect(await store.inspector.remove('link')).toBe(false)
    await symlink(outside, path.join(folder, 'linked'))
    expect(await readPlace('linked')).toMatchObject([{ records: [], total: 0 }])
    expect(await readPlace('linked/inner')).toMatchObject([{ records: [], total: 0 }])
    expect(await readdir(outside)).toEqual(['secret.json'])
    await rm(outside, { recursive: true })
  })

  it('edits a file as its store would write it: the last access, the owner and the mode stay', async () => {
    const store = inspect(folder)
    await store.set('abc', { cookie: cookie(60_000), views: 1 })
    const file = path.join(folder, 'sessions/abc.json')
    const before = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
    await chmod(file, 0o640)
    if (process.getuid?.() === 0) await chown(file, 1234, 1234)
    const { uid, mode } = await stat(file)
    expect(await store.inspector.edit('abc', { views: 2, __lastAccess: 7 })).toBe(true)
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...before, views: 2 })
    expect(await stat(file)).toMatchObject({ uid, mode })
    expect(await readdir(path.join(folder, 'sessions')), 'nothing is left beside it').toEqual(['abc.json'])
  })

  it('edits through no link, and no sealed file', async () => {
    const store = inspect(folder)
    const outside = await newFolder()
    await writeFile(path.join(outside, 'secret.json'), '{"secret":1}')
    await symlink(path.join(outside, 'secret.json'), path.join(folder, 'sessions/link.json'))
    execFileSync('mkfifo', [path.join(folder, 'sessions/pipe.json')])
    for (const sid of ['link', 'pipe', '../abc']) expect(await store.inspector.edit(sid, { a: 1 })).toBe(false)
    expect(await readFile(path.join(outside, 'secret.json'), 'utf8')).toBe('{"secret":1}')
    await rm(outside, { recursive: true })
    const sealed = inspect(folder, { path: 'sealed', secret: 'Correct-Horse-9-Battery-Staple!' })
    await sealed.set('abc', { cookie: cookie(60_000), views: 1 })
    expect(await sealed.inspector.edit('abc', { views: 2 })).toBe(false)
    expect(await sealed.get('abc')).toMatchObject({ views: 1 })
  })

  it('tells two stores in one folder apart', async () => {
    const store = inspect(folder)
    await store.set('abc', { cookie: cookie(null) })
    expect((await store.inspector.read()).map(({ engine }) => engine)).toEqual(['./sessions'])
    await writeFile(path.join(folder, 'sessions/abc.sess'), '{}')
    const places = () => [FileStorePlace.parse({}), FileStorePlace.parse({ fileExtension: '.sess' })]
    const both = new FileInspector({ folder: () => folder, places })
    const engines = (await both.read()).map(({ engine }) => engine)
    expect(engines).toEqual(['./sessions/*.json', './sessions/*.sess'])
    expect(await both.remove('abc', './sessions/*.sess')).toBe(true)
    expect(await readdir(path.join(folder, 'sessions'))).toEqual(['abc.json'])
  })

  it.each(['..', '../', 'sessions/../..', '/etc', '/', 'a/../../x', 'x\0'])(
    'never leaves the folder by %j',
    async (place) => {
      await writeFile(path.join(folder, 'here.json'), '{}')
      expect(await readPlace(place)).toMatchObject([{ records: [], total: 0 }])
    },
  )

  it('shows the folder itself when the app keeps its records there', async () => {
    await writeFile(path.join(folder, 'here.json'), '{"views":1}')
    expect(await readPlace('.')).toMatchObject([
      { records: [{ sid: 'here', where: 'here.json', data: { views: 1 } }] },
    ])
  })

  it('shows no data of a file that is too large to be a record', async () => {
    const store = inspect(folder)
    await writeFile(path.join(folder, 'sessions/big.json'), `{"a":"${'x'.repeat(400_000)}"}`)
    expect(await records(store)).toMatchObject([{ sid: 'big', data: null, bytes: 400_008 }])
  })

  it('takes apart the same records each time, and knows of every one when it ends', async () => {
    const one = inspect(folder)
    const two = inspect(folder, { path: 'other' })
    const many = LIMITS.snapshot.parsedLength / 10_000
    for (let n = 0; n < many; n += 1) {
      const sid = `sid-${String(n).padStart(3, '0')}`
      await one.set(sid, { cookie: cookie(60_000), large: 'x'.repeat(n % 3 === 0 ? 30_000 : 10_000) })
      await two.set(sid, { cookie: cookie(60_000) })
    }
    const places = () => [FileStorePlace.parse({}), FileStorePlace.parse({ path: 'other' })]
    const inspector = new FileInspector({ folder: () => folder, places })
    const read = async () => (await inspector.read()).flatMap((snapshot) => snapshot.records)
    const first = await read()
    let left: number = LIMITS.snapshot.parsedLength
    const fits = first.map(({ bytes }) => bytes <= left && (left -= bytes) >= 0)
    expect(first.map(({ data }) => data !== null)).toEqual(fits)
    expect(new Set(fits).size, 'some fit, and some do not').toBe(2)
    expect(first.filter(({ expires }) => expires === null)).toEqual([])
    for (let n = 0; n < 5; n += 1) expect(await read()).toEqual(first)
  })

  it('has nothing to show without a file store or a folder', async () => {
    expect(await new FileInspector({ folder: () => folder, places: () => [] }).read()).toEqual([])
    const none = new FileInspector({ folder: () => null, places: () => [FileStorePlace.parse({})] })
    expect(await none.read()).toMatchObject([{ total: 0 }])
    expect(await none.remove('abc')).toBe(false)
  })
})

describe('fileStorePlace', () => {
  it.each([
    [
      { store: 'FileStore', options: {} },
      { path: 'sessions', fileExtension: '.json', ttl: 3600, sealed: false },
    ],
    [
      { store: 'Own', options: { path: 'a', fileExtension: '', ttl: null, sealed: true } },
      { path: 'a', sealed: true },
    ],
  ])('%j', (made, place) => {
    expect(fileStorePlace(made)).toMatchObject(place)
  })

  it('is null for a store without files', () => {
    expect(fileStorePlace({ store: 'MemoryStore', options: { name: 'sid' } })).toBeNull()
    expect(fileStorePlace({ store: 'FileStore', options: { path: 7 } })).toBeNull()
  })
})
