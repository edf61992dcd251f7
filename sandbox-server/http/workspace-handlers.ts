import type { Registry } from '../workspaces/registry'
import { Refusal } from '../workspaces/refusal'
import { LIMITS } from '../../protocol/limits'
import { TRACE_VERSION } from '../../protocol/trace-event'
import { streamEvents } from './event-stream'
import type { Call, Handlers } from './handlers'
import { becomeLearner } from './learner-session'
import { OpenStreams } from './open-streams'
import type { StorageHandlers } from './storage-handlers'
import type { Route } from '../../protocol/routes'
import type { BrowserSet } from '../workspaces/browser-set'
import type { Workspace } from '../workspaces/workspace'
import { TokenBuckets } from './token-bucket'

type WorkspaceHandlers = Omit<Handlers, 'health' | 'openapi' | keyof StorageHandlers>

/** Handlers of everything about workspaces: find the caller's own one, let it act, answer. */
export function workspaceHandlers(registry: Registry): WorkspaceHandlers {
  const own = ({ learner, params }: Pick<Call<Route>, 'learner' | 'params'>): Workspace =>
    registry.owned(learner, params.id)
  const { newWorkspacesBurst, newWorkspacesPerSecond } = LIMITS.api
  const making = new TokenBuckets(newWorkspacesBurst, newWorkspacesPerSecond)
  const streams = new OpenStreams()

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

function sendTrace(
  workspace: Workspace,
  { learner, request, response }: Call<Route>,
  streams: OpenStreams,
): void {
  if (request.query.format === 'json') {
    const events = workspace.after(0).map((line) => line.json)
    response.type('json').send(`{"version":${String(TRACE_VERSION)},"events":[${events.join(',')}]}`)
    return
  }
  if (streams.begin(learner ?? '', response)) streamEvents(workspace, request, response)
}
