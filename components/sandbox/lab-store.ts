import { createStore, type StoreApi } from 'zustand/vanilla'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import { momentAt } from '@/protocol/model/moment'
import type { Files } from '@/protocol/workspace'
import type { Client } from './client'
import { commandActions } from './command-actions'
import { cursorActions } from './cursor-actions'
import { readDraft, writeDraft, type DraftStorage } from './draft'
import { Refused, Unreachable } from './failures'
import { fileActions } from './file-actions'
import type { Lab, LabState } from './lab'
import type { LabParts } from './lab-parts'
import { connectWhenLoaded, loadClient } from './load-parts'
import { createSaver } from './saver'
import type { followTrace } from './trace-stream'

export interface LabOptions {
  /** The workspace is found again by it. */
  label: string
  starter: { files: Files; entry: string }
  client?: Client
  storage?: DraftStorage
  follow?: typeof followTrace
}

export interface LabHandle {
  store: StoreApi<Lab>
  /** Finds or makes the workspace and follows it; returns the end of that. */
  start: () => () => void
}

const NOWHERE: DraftStorage = { getItem: () => null, setItem: () => undefined }

/** The state of one lesson's workspace, without React. A draft kept in this browser is shown at once. */
export function createLab(options: LabOptions): LabHandle {
  const { label, starter, follow } = options
  const given = options.client
  const client = given ? () => Promise.resolve(given) : loadClient()
  const storage = options.storage ?? (typeof window === 'undefined' ? NOWHERE : window.localStorage)
  const get = () => store.getState()
  const set = (change: Partial<LabState>) => store.setState(change)
  const stream: LabParts['stream'] = { now: null }
  const failed = (cause: unknown) => {
    if (cause instanceof Refused) set({ refusal: cause.refusal })
    else if (cause instanceof Unreachable) {
      set({ connection: 'offline' })
      // One lost answer may be all that was wrong: only the stream can tell that the server is there.
      stream.now?.again()
    } else throw cause
  }
  const saver = createSaver({
    now: () => ({ files: get().files, entry: get().entry }),
    put: async (code, keepalive) => {
      const { workspace } = get()
      if (!workspace) throw new Unreachable('The workspace is not open yet.')
      await (await client()).replaceFiles(workspace.id, code, keepalive)
    },
    report: (saving) => {
      set({ saving })
      const { files, entry } = get()
      if (saving !== 'saving') writeDraft(storage, label, { files, entry, saved: saving === 'saved' })
    },
    refused: failed,
  })
  const parts: LabParts = {
    label,
    client,
    saver,
    stream,
    get,
    set,
    failed,
    ask: asker(client, get, set, failed),
  }
  const store: StoreApi<Lab> = createStore<Lab>(() => ({
    ...firstState(starter),
    actions: { ...fileActions(parts), ...commandActions(parts), ...cursorActions(parts) },
  }))
  // After the first state, which is what the server rendered: React shows that one while it hydrates.
  const draft = readDraft(storage, label)
  if (draft) set({ files: draft.files, entry: draft.entry, activeFile: draft.entry })
  const draftNow = () => readDraft(storage, label)
  const start = () => {
    // Both at once: the client is needed as soon as the workspace is opened.
    void client().catch(failed)
    const end = connectWhenLoaded((keepOpen) => keepOpen(parts, draftNow, follow), failed)
    return () => {
      end()
      // Another lab may write this draft from now on; what this one could not save is in it already.
      saver.end()
    }
  }
  return { store, start }
}

function asker(
  client: LabParts['client'],
  get: () => Lab,
  set: LabParts['set'],
  failed: LabParts['failed'],
): LabParts['ask'] {
  return async (command) => {
    const { workspace } = get()
    if (!workspace) return null
    try {
      const reply = await command(await client(), workspace.id)
      if (get().refusal) set({ refusal: null })
      return reply
    } catch (cause) {
      failed(cause)
      return null
    }
  }
}

function firstState({ files, entry }: LabOptions['starter']): LabState {
  return {
    connection: 'opening',
    workspace: null,
    trace: EMPTY_TRACE,
    cursor: 'live',
    moment: momentAt(EMPTY_TRACE, 0),
    browser: 'alice',
    files,
    entry,
    activeFile: entry,
    saving: 'saved',
    stale: false,
    running: false,
    sending: {},
    spot: null,
    timelineAsked: 0,
    refusal: null,
  }
}
