import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'
import type { Files } from '@/protocol/workspace'

/** Brings the lab to where every walkthrough begins: the starter's code, one instance, plain http, empty jars, no files of earlier sessions. */
export async function setScene(lab: StoreApi<Lab>, starter: Files): Promise<void> {
  const { actions, entry, moment } = lab.getState()
  actions.moveCursor('live')
  actions.replaceFiles(starter, entry)
  const { instances, https } = moment.settings
  if (instances !== 1 || https) await actions.changeSettings({ instances: 1, https: false })
  for (const browser of moment.browsers) {
    if (browser.cookies.length > 0) await actions.clearCookies(browser.name)
  }
  const files = moment.app.state === 'ready' ? moment.stores.filter((store) => store.kind === 'file') : []
  for (const { kind, records } of files) {
    for (const { record } of records) if (record !== null) await actions.removeRecord(kind, record.sid)
  }
  actions.chooseBrowser('alice')
}
