import type { Inspector } from './inspectors/inspector'
import { FileInspector } from './inspectors/file'
import { fileStorePlace } from './inspectors/file-store-place'
import { type Heap, MemoryInspector } from './inspectors/memory'
import type { App } from './workspaces/app'
import type { InspectedApp } from './workspaces/drivers'

/** The inspectors of one workspace, reading from its app's processes and folder. */
export function inspectorsOf({ app, state }: InspectedApp): readonly Inspector[] {
  const memory = new MemoryInspector({ heaps: () => heapsOf(app), remove: (sid) => removeFromHeaps(app, sid) })
  const file = new FileInspector({
    folder: () => app.folder,
    places: () =>
      [...state()].flatMap((event) => {
        const place = event.type === 'store.made' ? fileStorePlace(event) : null
        return place ? [place] : []
      }),
  })
  return [memory, file]
}

async function heapsOf(app: App): Promise<Heap[]> {
  const heaps = await Promise.all(
    app.instances.map(async (instance) => {
      const reply = await app.replies.snapshot(instance)
      return reply ? [{ ...reply, instance: instance.instance }] : []
    }),
  )
  return heaps.flat()
}

async function removeFromHeaps(app: App, sid: string): Promise<boolean> {
  const removed = await Promise.all(app.instances.map((instance) => app.replies.remove(instance, sid)))
  return removed.includes(true)
}
