import { fillIn, sessionIdIn } from '../../protocol/fill-in'
import type { Files } from '../../protocol/workspace'
import type { ControlClient } from './control-client'
import { replaceOnce } from './edit-file'
import type { ScenarioStep } from './lesson'

export interface ScenarioFiles {
  starter: Files
  solution: Files
}

/** Plays a scenario against a workspace, step after step, over the control API. */
export async function runScenario(
  steps: readonly ScenarioStep[],
  client: ControlClient,
  files: ScenarioFiles,
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
  const filled = fillIn(request, (name) => (name === browser ? jar : name === other ? otherJar : []))
  await client.call('POST', `/browsers/${browser}/requests`, filled)
}

async function forget({ kind, browser }: Extract<Act, { do: 'forget' }>, client: ControlClient) {
  const sid = sessionIdIn(await client.jar(browser))
  if (sid === null) throw new Error(`${browser} has no session cookie, so there is no record to delete.`)
  await client.call('DELETE', '/store', { kind, sid })
}
