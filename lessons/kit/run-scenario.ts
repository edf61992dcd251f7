import { setTimeout } from 'node:timers/promises'
import { fillIn, lastCookieHeader, sessionIdIn } from '../../protocol/fill-in'
import type { StoreKind } from '../../protocol/snapshot'
import { withValues } from '../../protocol/with-values'
import type { Files } from '../../protocol/workspace'
import type { ControlClient } from './control-client'
import { replaceOnce } from './edit-file'
import type { ScenarioStep } from './lesson'

/** Long enough for an app to notice that its store server went or came back. A person takes longer anyway. */
const NOTICE_MS = 1000

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
    if (step.do === 'request') await onRequest()
  }
}

type Act = Exclude<ScenarioStep, { do: 'files' | 'edit' }>

async function act(step: Act, client: ControlClient): Promise<void> {
  switch (step.do) {
    case 'run':
    case 'stop':
    case 'crash':
    case 'restart':
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
      await client.call('POST', `/engines/${step.kind}/${step.action}`, {})
      await setTimeout(NOTICE_MS)
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
  await client.call('DELETE', '/store', { kind: step.kind, sid: await recordOf(step, client) })
}

async function editRecord(step: Extract<Act, { do: 'edit-record' }>, client: ControlClient) {
  const sid = await recordOf(step, client)
  const { snapshots } = await client.stores()
  const record = snapshots
    .filter(({ kind }) => kind === step.kind)
    .flatMap(({ records }) => records)
    .find((each) => each.sid === sid)
  if (!record) throw new Error(`There is no record of ${sid} in the ${step.kind} store.`)
  await client.call('PUT', '/store', {
    kind: step.kind,
    sid,
    data: withValues(record.data, step.data),
  })
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
