import type * as z from 'zod'
import { CookiesReply, StoreReply } from '../../protocol/api'
import type { JarCookie } from '../../protocol/cookie'
import { extendTrace } from '../../protocol/model/build'
import { EMPTY_TRACE } from '../../protocol/model/empty-trace'
import type { TraceModel } from '../../protocol/model/views'
import { Trace } from '../../protocol/trace-event'
import { Workspace, type Files } from '../../protocol/workspace'

/** The control API of one workspace, as a script needs it. */
export interface ControlClient {
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  jar(browser: string): Promise<readonly JarCookie[]>
  stores(): Promise<z.infer<typeof StoreReply>>
  trace(): Promise<TraceModel>
  remove(): Promise<void>
}

/** Makes a workspace on the server at `origin` and speaks for its learner. */
export async function openControl(origin: string, files: Files, entry: string): Promise<ControlClient> {
  let cookie = ''
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(origin + path, {
      method,
      headers: {
        ...(cookie !== '' && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const [own] = response.headers.getSetCookie()
    if (own !== undefined) cookie = own.replace(/;.*$/, '')
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${String(response.status)}: ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  const { id } = Workspace.parse(await call('POST', '/api/workspaces', { files, entry }))
  const root = `/api/workspaces/${id}`
  return {
    call: (method, path, body) => call(method, root + path, body),
    jar: async (browser) =>
      CookiesReply.parse(await call('GET', `${root}/browsers/${browser}/cookies`)).cookies,
    stores: async () => StoreReply.parse(await call('GET', `${root}/store`)),
    trace: async () => {
      // A look that a busy machine is late with belongs to what was done before, so it is waited for and recorded first.
      await call('GET', `${root}/store`)
      return extendTrace(EMPTY_TRACE, Trace.parse(await call('GET', `${root}/trace?format=json`)).events)
    },
    remove: async () => {
      await call('DELETE', root)
    },
  }
}
