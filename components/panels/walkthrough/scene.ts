import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'
import type { EngineView } from '@/protocol/engine'
import type { Files } from '@/protocol/workspace'
import { keepsRecords } from './keeps-records'

/**
 * Brings the lab to where every walkthrough begins: the starter's code, one instance, plain http, quick stores and
 * engines, which run, empty jars, empty stores, and no session table in the database.
 */
export async function setScene(lab: StoreApi<Lab>, starter: Files): Promise<void> {
  const { actions, entry } = lab.getState()
  // First of all: what is emptied and reset is what there is now, not what is being read.
  actions.moveCursor('live')
  const { moment } = lab.getState()
  actions.replaceFiles(starter, entry)
  const { instances, https, storeLatencyMs } = moment.settings
  if (instances !== 1 || https || storeLatencyMs > 0)
    await actions.changeSettings({ instances: 1, https: false, storeLatencyMs: 0 })
  for (const browser of moment.browsers) {
    if (browser.cookies.length > 0) await actions.clearCookies(browser.name)
  }
  await setEngines(lab)
  if (keepsRecords(moment)) await actions.emptyStores()
  await renewCaches(lab)
  actions.chooseBrowser('alice')
}

/** One that sleeps or was stopped is started: only then can it be emptied. */
async function setEngines(lab: StoreApi<Lab>): Promise<void> {
  const { actions, moment } = lab.getState()
  for (const { source, state, latencyMs } of moment.engines) {
    if (latencyMs > 0) await actions.slowEngine(source.kind, 0)
    if (source.from !== 'none' && state !== 'running' && state !== 'starting')
      await actions.changeEngine(source.kind, 'start')
  }
}

/**
 * A cache of one's own is empty after a restart, of keys that nobody knows too. The app is stopped first: it might
 * not live through that, and the walkthrough runs its own.
 */
async function renewCaches(lab: StoreApi<Lab>): Promise<void> {
  const { actions, moment } = lab.getState()
  const caches = moment.engines.filter(isOwnCache)
  if (caches.length === 0) return
  if (moment.app.state === 'ready') await actions.stop()
  for (const { source } of caches) await actions.changeEngine(source.kind, 'restart')
}

const isOwnCache = ({ source: { kind, from } }: EngineView): boolean =>
  (kind === 'redis' || kind === 'memcached') && (from === 'program' || from === 'stand-in')
