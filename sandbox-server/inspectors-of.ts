import type { Inspector } from './inspectors/inspector'
import { CookieInspector } from './inspectors/cookie/cookie'
import { cookieStore } from './inspectors/cookie/cookie-store'
import type { JarReader } from './inspectors/cookie/jar-reader'
import type { SealModules } from './inspectors/cookie/seal-modules'
import { FileInspector } from './inspectors/file'
import { fileStorePlace } from './inspectors/file-store-place'
import { type Heap, type HeapReader, MemoryInspector } from './inspectors/memory'
import type { LeasedInstance } from './isolation/runner'
import type { App } from './workspaces/app'
import type { BrowserSet } from './workspaces/browser-set'
import type { InspectedApp } from './workspaces/drivers'
import type { HeapPage } from './workspaces/process-replies'

/** The inspectors of one workspace, reading from its app's processes and folder and its browsers' jars. */
export function inspectorsOf(
  { app, browsers, state, now }: InspectedApp,
  modules: SealModules,
): readonly Inspector[] {
  const memory = new MemoryInspector(heapReader(app))
  const file = new FileInspector({
    folder: () => app.folder,
    places: () =>
      [...state()].flatMap((event) => {
        const place = event.type === 'store.made' ? fileStorePlace(event) : null
        return place ? [place] : []
      }),
  })
  const cookie = new CookieInspector({
    jars: jarReader(browsers),
    made: () =>
      [...state()].flatMap((event) => {
        const store = event.type === 'store.made' ? cookieStore(event) : null
        return store ? [store] : []
      }),
    modules,
    now,
  })
  return [memory, file, cookie]
}

function jarReader(browsers: BrowserSet): JarReader {
  return {
    jars: () => browsers.jars(),
    remove: (browser, cookies) => browsers.removeCookies(browser, cookies),
    replace: (browser, cookie, value) => browsers.replaceCookie(browser, cookie, value),
  }
}

function heapReader(app: App): HeapReader {
  const named = (instance: number | null) =>
    app.instances.filter((each) => instance === null || each.instance === instance)
  const heap = async (instance: LeasedInstance, page?: HeapPage): Promise<Heap[]> => {
    const reply = await app.replies.snapshot(instance, page)
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
