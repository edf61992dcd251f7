import { setTimeout } from 'node:timers/promises'
import { EditedReply, RemovedReply } from '../../protocol/api'
import { fillIn, lastCookieHeader, sessionIdIn } from '../../protocol/fill-in'
import type { StoreKind } from '../../protocol/snapshot'
import { withValues } from '../../protocol/with-values'
import { RunReply, type Files } from '../../protocol/workspace'
import type { ControlClient } from './control-client'
import { replaceOnce } from './edit-file'
import { isAppUp } from './engine-checks'
import type { ScenarioStep } from './lesson'

/** Long enough for an app to notice that its store server went or came back. A person takes longer anyway. */
export const NOTICE_MS = 1000
/** How much longer an app may take that is to say something, or to end, when its server went. */
const UNNOTICED_MS = 8000

export interface ScenarioFiles {
  starter: Files
  solution: Files
}

/** Plays a scenario against a workspace, step after step, over the control API. `onRequest` follows each request. */
export async function runScenario(
  steps: readonly ScenarioStep[],
  client: ControlClient,
  files: ScenarioFiles,
  onRequest: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  let current = files.starter
  const put = async (next: Files) => {
    current = next
    await client.call('PUT', '/files', { files: next })
  }
  for (const step of steps) {
    if (step.do === 'files') await put(files[step.from])
    else if (step.do === 'edit') await put(replaceOnce(current, step))
    else await act(step, client)
    if (step.do !== 'request') continue
    // What the request did to the stores is recorded before the next step does something to them.
    await client.stores()
    await onRequest()
  }
}

type Act = Exclude<ScenarioStep, { do: 'files' | 'edit' }>

async function act(step: Act, client: ControlClient): Promise<void> {
  switch (step.do) {
    case 'run':
    case 'restart':
      await start(step.do, client)
      return
    case 'stop':
    case 'crash':
      await client.call('POST', `/${step.do}`, {})
      return
    case 'settings':
      await client.call('PUT', '/settings', step.settings)
      return
    case 'browser':
      await client.call('POST', '/browsers', { name: step.name })
      return
    case 'clear':
      await client.call('DELETE', `/browsers/${step.browser}/cookies`)
      return
    case 'clock':
      await client.call('POST', '/clock', { advanceMs: step.advanceMs })
      return
    case 'forget':
      await forget(step, client)
      return
    case 'edit-record':
      await editRecord(step, client)
      return
    case 'engine':
      await turnEngine(step, client)
      return
    case 'slow-engine':
      await client.call('PUT', `/engines/${step.kind}`, { latencyMs: step.latencyMs })
      return
    case 'table': {
      const { do: _, ...names } = step
      await client.call('POST', '/engines/postgres/table', names)
      return
    }
    case 'wait':
      await setTimeout(step.ms)
      return
    case 'request':
      await send(step, client)
      return
    default:
      step satisfies never
  }
}

/** A busy machine may take longer for an app’s modules than an app is given to listen. */
async function start(how: 'run' | 'restart', client: ControlClient) {
  const press = async () => RunReply.parse(await client.call('POST', `/${how}`, {}))
  const { error } = await press()
  if (error?.code === 'not_listening') await press()
}

async function turnEngine({ kind, action }: Extract<Act, { do: 'engine' }>, client: ControlClient) {
  const { events, lastId } = await client.trace()
  await client.call('POST', `/engines/${kind}/${action}`, {})
  await setTimeout(NOTICE_MS)
  const isUsed = events.some((event) => event.type === 'engine.command' && event.kind === kind)
  // The clients of these two tell of a broken connection, and an app that does not listen ends.
  if (isUsed && action !== 'start' && (kind === 'redis' || kind === 'postgres')) await noticed(lastId, client)
}

/** Resolves when the app has said something since, has ended, or has had time enough. */
async function noticed(since: number, client: ControlClient) {
  const until = performance.now() + UNNOTICED_MS
  while (performance.now() < until) {
    const trace = await client.trace()
    const isTold = trace.events.some(
      ({ id, type }) => id > since && (type === 'app.ended' || type === 'console'),
    )
    if (isTold || !isAppUp(trace, trace.lastId)) return
    await setTimeout(100)
  }
}

async function send({ browser, request }: Extract<Act, { do: 'request' }>, client: ControlClient) {
  const jar = await client.jar(browser)
  const other = browser === 'alice' ? 'bob' : 'alice'
  const otherJar = await client.jar(other)
  const jarOf = (name: string) => (name === browser ? jar : name === other ? otherJar : [])
  const asksSent = JSON.stringify(request).includes(' sent}}')
  const exchanges = asksSent ? (await client.trace()).exchanges : []
  const filled = fillIn(request, jarOf, lastCookieHeader(exchanges))
  await client.call('POST', `/browsers/${browser}/requests`, filled)
}

async function forget(step: Extract<Act, { do: 'forget' }>, client: ControlClient) {
  const record = { kind: step.kind, sid: await recordOf(step, client) }
  await insist(
    async () => RemovedReply.parse(await client.call('DELETE', '/store', record)).removed,
    `The record of ${record.sid} could not be removed from the ${step.kind} store.`,
  )
}

async function editRecord(step: Extract<Act, { do: 'edit-record' }>, client: ControlClient) {
  const sid = await recordOf(step, client)
  const { snapshots } = await client.stores()
  const record = snapshots
    .filter(({ kind }) => kind === step.kind)
    .flatMap(({ records }) => records)
    .find((each) => each.sid === sid)
  if (!record) throw new Error(`There is no record of ${sid} in the ${step.kind} store.`)
  const edited = { kind: step.kind, sid, data: withValues(record.data, step.data) }
  await insist(
    async () => EditedReply.parse(await client.call('PUT', '/store', edited)).edited,
    `The record of ${sid} could not be edited in the ${step.kind} store.`,
  )
}

/** A busy server may be given up before it has answered: it is asked once more. */
async function insist(change: () => Promise<boolean>, otherwise: string) {
  if ((await change()) || (await change())) return
  throw new Error(otherwise)
}

interface Named {
  kind: StoreKind
  browser: string
  cookie?: string
}

/** The id of a browser's record; a cookie store's records are its cookies. */
async function recordOf({ kind, browser, cookie }: Named, client: ControlClient): Promise<string> {
  if (kind === 'cookie') return `${browser}/${cookie ?? 'session'}`
  const sid = sessionIdIn(await client.jar(browser))
  if (sid === null) throw new Error(`${browser} has no session cookie, so there is no record of it.`)
  return sid
}
