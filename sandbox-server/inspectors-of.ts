import { CookieInspector } from './inspectors/cookie/cookie'
import type { JarReader } from './inspectors/cookie/jar-reader'
import type { SealModules } from './inspectors/cookie/seal-modules'
import type { EngineReader } from './inspectors/engine-reader'
import { FileInspector } from './inspectors/file'
import { fileStorePlace } from './inspectors/file-store-place'
import type { Inspector } from './inspectors/inspector'
import type { MadeStore } from './inspectors/made-store'
import { memcachedInspector } from './inspectors/memcached/memcached'
import { LateAnswer } from './inspectors/inspector'
import { type Heap, type HeapReader, MemoryInspector } from './inspectors/memory'
import { MongoInspector } from './inspectors/mongo/mongo'
import { MongoDocuments } from './inspectors/mongo/mongo-documents'
import { PostgresInspector } from './inspectors/postgres/postgres'
import { chosenDatabase } from './inspectors/redis/chosen-database'
import { RedisInspector } from './inspectors/redis/redis'
import type { LeasedInstance } from './isolation/runner'
import type { App } from './workspaces/app'
import type { BrowserSet } from './workspaces/browser-set'
import type { InspectedApp } from './workspaces/drivers'
import type { HeapPage } from './workspaces/process-replies'

/** The inspectors of one workspace, reading from its app's processes and folder, its browsers' jars and its engines. */
export function inspectorsOf(
  { app, browsers, engines, state, now }: InspectedApp,
  modules: SealModules,
): readonly Inspector[] {
  const made = (): MadeStore[] => [...state()].filter((event) => event.type === 'store.made')
  const { redis, memcached, postgres, mongo } = engines
  return [
    new MemoryInspector(heapReader(app)),
    new CookieInspector({ jars: jarReader(browsers), made, modules, now }),
    new FileInspector({
      folder: () => app.folder,
      places: () => made().flatMap((store) => fileStorePlace(store) ?? []),
    }),
    new RedisInspector(
      {
        ...readerOf(redis),
        command: (args, database) => redis.command(args, database),
        database: () => chosenDatabase(redis.view().login?.database),
      },
      { made, now },
    ),
    memcachedInspector(
      { ...readerOf(memcached), ask: (line, data) => memcached.ask(line, data) },
      { made, now },
    ),
    new PostgresInspector(
      { ...readerOf(postgres), query: (sql, parameters, how) => postgres.query(sql, parameters, how) },
      made,
    ),
    new MongoInspector(
      new MongoDocuments({ ...readerOf(mongo), url: () => mongo.url(), database: () => mongo.database() }),
      made,
    ),
  ]
}

function jarReader(browsers: BrowserSet): JarReader {
  return {
    jars: () => browsers.jars(),
    header: (browser, cookie) => browsers.cookieHeader(browser, cookie),
    remove: (browser, cookies) => browsers.removeCookies(browser, cookies),
    replace: (browser, cookie, value) => browsers.replaceCookie(browser, cookie, value),
  }
}

function readerOf(engine: InspectedApp['engines'][keyof InspectedApp['engines']]): EngineReader {
  return { name: () => engine.view().source.name, state: () => engine.state() }
}

function heapReader(app: App): HeapReader {
  const named = (instance: number | null) =>
    app.instances.filter((each) => instance === null || each.instance === instance)
  const heap = async (instance: LeasedInstance, page?: HeapPage): Promise<Heap[]> => {
    const reply = await app.replies.snapshot(instance, page)
    // A heap that cannot be read now is not one that is gone.
    if (!reply && !page) throw new LateAnswer()
    return reply ? [{ ...reply, instance: instance.instance }] : []
  }
  const anywhere = async (
    instance: number | null,
    change: (each: LeasedInstance) => Promise<boolean>,
  ): Promise<boolean> => (await Promise.all(named(instance).map(change))).includes(true)
  return {
    heaps: async () => (await Promise.all(app.instances.map((instance) => heap(instance)))).flat(),
    page: async (instance, page) =>
      (await Promise.all(named(instance).map((each) => heap(each, page)))).flat()[0] ?? null,
    remove: (sid, instance) => anywhere(instance, (each) => app.replies.remove(each, sid)),
    edit: (sid, json, instance) => anywhere(instance, (each) => app.replies.edit(each, sid, json)),
  }
}
