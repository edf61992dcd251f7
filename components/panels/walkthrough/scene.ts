import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'
import type { StoreMoment } from '@/protocol/model/views'
import type { Files } from '@/protocol/workspace'

/**
 * Brings the lab to where every walkthrough begins: the starter's code, one instance, plain http, quick engines that
 * run, empty jars, no records of earlier sessions.
 */
export async function setScene(lab: StoreApi<Lab>, starter: Files): Promise<void> {
  const { actions, entry, moment } = lab.getState()
  actions.moveCursor('live')
  actions.replaceFiles(starter, entry)
  const { instances, https } = moment.settings
  if (instances !== 1 || https) await actions.changeSettings({ instances: 1, https: false })
  for (const browser of moment.browsers) {
    if (browser.cookies.length > 0) await actions.clearCookies(browser.name)
  }
  await setEngines(lab)
  const up = moment.app.state === 'ready'
  for (const store of moment.stores) {
    if (SHARED.has(store.kind) || (store.kind === 'file' && up)) await empty(store, lab)
  }
  actions.chooseBrowser('alice')
}

/** Stores that outlive the app's process and are not emptied with the jars. */
const SHARED = new Set<StoreMoment['kind']>(['redis', 'memcached', 'postgres', 'mongo'])

/** One that sleeps or was stopped is started: only then can it be emptied. */
async function setEngines(lab: StoreApi<Lab>): Promise<void> {
  const { actions, moment } = lab.getState()
  for (const { source, state, latencyMs } of moment.engines) {
    if (latencyMs > 0) await actions.slowEngine(source.kind, 0)
    const keeps = moment.stores.some(({ kind, total }) => kind === source.kind && total > 0)
    if (state === 'stopped' || state === 'failed' || (state === 'idle' && keeps))
      await actions.changeEngine(source.kind, 'start')
  }
}

async function empty({ kind, engine, records }: StoreMoment, lab: StoreApi<Lab>): Promise<void> {
  const { actions } = lab.getState()
  for (const { record } of records) if (record !== null) await actions.removeRecord(kind, record.sid, engine)
}
