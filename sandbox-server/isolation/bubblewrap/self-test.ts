import { once } from 'node:events'
import { z } from 'zod'
import { removeBox } from '../box'
import type { BubblewrapDriver } from './driver'
import { INSIDE } from './launch-arguments'
import { PROBE_SCRIPT } from './probe-script'

export interface SelfTestResult {
  passed: boolean
  /** What was tried and what came of it; names the gap when it failed. */
  sentence: string
}

/** Only a probe that hangs takes so long. */
const TIMEOUT_MS = 60_000
const Findings = z.record(z.string(), z.object({ held: z.boolean(), detail: z.string() }))

/** What each attack of the probe stands for: when it is held, and when it gets through. */
const SENTENCES: Record<string, readonly [held: string, open: string]> = {
  network: ['The sandbox has no network.', 'The sandbox can open a network connection.'],
  hostFiles: ['Files of this machine cannot be seen.', 'Files of this machine can be read.'],
  project: ['The project folder cannot be seen.', 'The project folder can be read.'],
  environment: ['The environment of the server cannot be read.', 'The environment of the server can be read.'],
  processes: ['Other processes cannot be seen.', 'Other processes can be seen.'],
  namespaces: ['New namespaces cannot be made.', 'New namespaces can be made.'],
  ioUring: ['io_uring is closed.', 'io_uring is open.'],
  readOnly: ['Only its own folders can be written.', 'Folders that should be read-only can be written.'],
  privileges: ['It holds no capabilities.', 'It holds capabilities.'],
}

/** Attacks a live sandbox from inside and says what held. A sandbox that does not launch rejects. */
export async function selfTest(driver: BubblewrapDriver, project: string): Promise<SelfTestResult[]> {
  const box = driver.makeBox()
  try {
    const output = await runProbe(driver, box, [project])
    const findings = Findings.parse(JSON.parse(output))
    return Object.entries(SENTENCES).map(([name, [held, open]]) => {
      const found = findings[name] ?? { held: false, detail: 'the probe did not answer' }
      return { passed: found.held, sentence: found.held ? held : `${open} (${found.detail})` }
    })
  } finally {
    removeBox(box)
  }
}

async function runProbe(driver: BubblewrapDriver, box: Parameters<BubblewrapDriver['run']>[0], args: string[]) {
  const { unshare } = driver.programs
  const child = driver.run(box, [INSIDE.node, '-e', PROBE_SCRIPT, unshare, ...args], [unshare])
  let output = ''
  let errors = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text))
  let silence = 'The probe said nothing.'
  const timer = setTimeout(() => {
    silence = `The probe did not end within ${String(TIMEOUT_MS / 1000)} s.`
    driver.killTree(child)
  }, TIMEOUT_MS)
  await once(child, 'close')
  clearTimeout(timer)
  const [firstError = ''] = errors.trim().split('\n')
  if (output === '') throw new Error(firstError || silence)
  return output
}
