import { CreateTableReply, QueryReply } from '../../protocol/api'
import type { Registry } from '../workspaces/registry'
import { Refusal } from '../workspaces/refusal'
import { LIMITS } from '../../protocol/limits'
import { TRACE_VERSION } from '../../protocol/trace-event'
import { streamEvents } from './event-stream'
import type { Call, Handlers } from './handlers'
import { becomeLearner } from './learner-session'
import type { Route } from '../../protocol/routes'
import type { BrowserSet } from '../workspaces/browser-set'
import type { Workspace } from '../workspaces/workspace'
import { TokenBuckets } from './token-bucket'

type WorkspaceHandlers = Omit<Handlers, 'health' | 'openapi'>

/** Handlers of everything about workspaces: find the caller's own one, let it act, answer. */
export function workspaceHandlers(registry: Registry): WorkspaceHandlers {
  const own = ({ learner, params }: Pick<Call<Route>, 'learner' | 'params'>): Workspace =>
    registry.owned(learner, params.id)
  const changeEngines = async (
    call: Pick<Call<Route>, 'learner' | 'params'>,
    change: Parameters<Workspace['changeEngines']>[0],
  ) => ({ engines: await own(call).changeEngines(change) })
  const { newWorkspacesBurst, newWorkspacesPerSecond } = LIMITS.api
  const making = new TokenBuckets(newWorkspacesBurst, newWorkspacesPerSecond)
  const streams = { open: 0 }

  return {
    listWorkspaces: ({ learner }) => ({ workspaces: registry.list(learner).map((each) => each.view()) }),
    createWorkspace: async ({ request, body }) => {
      if (!making.take(request.socket.remoteAddress ?? '')) throw new Refusal('rate_limited')
      return (await registry.create(becomeLearner(request), body)).view()
    },
    getWorkspace: (call) => own(call).view(),
    deleteWorkspace: async (call) => {
      await registry.remove(own(call))
      return undefined
    },

    getFiles: (call) => own(call).files(),
    replaceFiles: async (call) => own(call).replaceFiles(call.body.files, call.body.entry),

    run: async (call) => own(call).run('run'),
    restart: async (call) => own(call).run('restart'),
    stop: async (call) => {
      await own(call).end('stop')
      return own(call).view()
    },
    crash: async (call) => {
      await own(call).end('crash')
      return own(call).view()
    },
    changeSettings: async (call) => {
      await own(call).changeSettings(call.body)
      return own(call).view()
    },

    addBrowser: async (call) =>
      changeBrowsers(own(call), (browsers) => {
        browsers.add(call.body.name)
      }),
    removeBrowser: async (call) =>
      changeBrowsers(own(call), (browsers) => {
        browsers.remove(call.params.name)
      }),
    getCookies: (call) => ({ cookies: own(call).browsers.cookies(call.params.name) }),
    clearCookies: async (call) => {
      const workspace = own(call)
      workspace.browsers.clear(call.params.name)
      await workspace.durable()
      return { cookies: workspace.browsers.cookies(call.params.name) }
    },
    sendRequest: async (call) => ({ exchanges: await own(call).send(call.params.name, call.body) }),

    getStore: async (call) => ({ snapshots: await own(call).snapshots() }),
    getRecords: async (call) => {
      const page = await own(call).records(call.query)
      if (!page) throw new Refusal('not_found')
      return page
    },
    editRecord: async (call) => ({ edited: await own(call).editRecord(call.body) }),
    removeRecord: async (call) => ({ removed: await own(call).removeRecord(call.body) }),

    getEngines: (call) => ({ engines: own(call).engines() }),
    changeEngine: async (call) =>
      changeEngines(call, (engines) => {
        engines.setLatency(call.params.kind, call.body.latencyMs)
      }),
    startEngine: async (call) => changeEngines(call, (engines) => engines.start(call.params.kind)),
    stopEngine: async (call) => changeEngines(call, (engines) => engines.stop(call.params.kind)),
    restartEngine: async (call) => changeEngines(call, (engines) => engines.restart(call.params.kind)),
    runQuery: async (call) => own(call).askDatabase(QueryReply, (database) => database.query(call.body.sql)),
    createTable: async (call) =>
      own(call).askDatabase(CreateTableReply, (database) => database.createTable(call.body)),

    advanceClock: async (call) => own(call).advanceClock(call.body.advanceMs),
    trace: async (call) => {
      const workspace = own(call)
      if (call.request.query.format === 'json') await workspace.settled()
      sendTrace(workspace, call, streams)
      return undefined
    },
  }
}

async function changeBrowsers(
  workspace: Workspace,
  change: (browsers: BrowserSet) => void,
): Promise<{ browsers: string[] }> {
  change(workspace.browsers)
  await workspace.durable()
  return { browsers: workspace.browsers.names() }
}

function sendTrace(workspace: Workspace, { request, response }: Call<Route>, streams: { open: number }): void {
  if (request.query.format === 'json') {
    const events = workspace.after(0).map((line) => line.json)
    response.type('json').send(`{"version":${String(TRACE_VERSION)},"events":[${events.join(',')}]}`)
    return
  }
  if (streams.open >= LIMITS.api.streams) throw new Refusal('capacity')
  streams.open += 1
  streamEvents(workspace, request, response, () => {
    streams.open -= 1
  })
}
