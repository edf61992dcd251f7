import type { RunReply, Workspace } from '@/protocol/workspace'
import type { Client } from './client'
import { goLive } from './go-live'
import type { LabActions } from './lab'
import type { LabParts } from './lab-parts'
import { changedSinceRun, noteRun } from './stale'
import { storeActions, type StoreCommands } from './store-actions'

type AppCommands = Pick<LabActions, 'run' | 'stop' | 'crash' | 'restart' | 'changeSettings'>
type BrowserCommands = Pick<
  LabActions,
  'chooseBrowser' | 'addBrowser' | 'removeBrowser' | 'clearCookies' | 'send'
>

/** Everything that asks the sandbox-server to do something. Whoever acts looks at the present: the cursor goes live. */
export function commandActions(parts: LabParts): AppCommands & BrowserCommands & StoreCommands {
  return { ...appCommands(parts), ...browserCommands(parts), ...storeActions(parts) }
}

type Command<T> = (client: Client, id: string) => Promise<T>

async function start(parts: LabParts, command: Command<RunReply>): Promise<RunReply | null> {
  const { get, set, saver, ask, failed } = parts
  if (get().running || !get().workspace) return null
  set({ running: true })
  goLive(parts)
  try {
    const saved = await saver.flush()
    // What the server has is not what is in the editor: running it would show the wrong code at work.
    if ('cause' in saved) {
      failed(saved.cause)
      return null
    }
    const reply = await ask(command)
    if (reply) noteRun(parts, saved.taken.files)
    return reply
  } finally {
    set({ running: false, stale: changedSinceRun(parts, get().trace, get().files) })
  }
}

function appCommands(parts: LabParts): AppCommands {
  const { ask, set } = parts
  const keep = async (command: Command<Workspace>) => {
    goLive(parts)
    const workspace = await ask(command)
    if (workspace) set({ workspace })
  }
  return {
    run: () => start(parts, (client, id) => client.run(id)),
    restart: async () => {
      await start(parts, (client, id) => client.restart(id))
    },
    stop: () => keep((client, id) => client.stop(id)),
    crash: () => keep((client, id) => client.crash(id)),
    changeSettings: (change) => keep((client, id) => client.changeSettings(id, change)),
  }
}

function browserCommands(parts: LabParts): BrowserCommands {
  const { ask, get, set } = parts
  const count = (browser: string, by: 1 | -1) =>
    set({ sending: { ...get().sending, [browser]: (get().sending[browser] ?? 0) + by } })
  return {
    chooseBrowser: (browser) => set({ browser }),
    addBrowser: async (name) => {
      if (await ask((client, id) => client.addBrowser(id, name))) set({ browser: name })
    },
    removeBrowser: async (name) => {
      const reply = await ask((client, id) => client.removeBrowser(id, name))
      if (reply && get().browser === name) set({ browser: reply.browsers[0] ?? 'alice' })
    },
    clearCookies: async (name) => {
      goLive(parts)
      await ask((client, id) => client.clearCookies(id, name))
    },
    send: async (browser, request) => {
      goLive(parts)
      set({ browser })
      count(browser, 1)
      try {
        await ask((client, id) => client.send(id, browser, request))
      } finally {
        count(browser, -1)
      }
    },
  }
}
