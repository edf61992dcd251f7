// `npm test`: finds or installs what it needs, runs every kind of test, and ends with "N passed, N failed".
// `npm run check` (--quick): types, format, lint, dependency rules and unit tests alone.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './start/addresses.mjs'
import { Failure, report } from './start/failure.mjs'
import { ensureInstalled } from './start/install.mjs'
import { stopPrograms } from './start/programs.mjs'
import { onEnd } from './start/signals.mjs'
import { ensureBubblewrap, ensureServers } from './test/apt.mjs'
import { runPart, runSideBySide } from './test/part.mjs'
import { BUILD, CONTRACT, endToEnd, ENGINES, INSPECTORS, LESSONS, STATIC, UNIT } from './test/parts.mjs'

const quick = process.argv.includes('--quick')

async function main() {
  await ensureInstalled()
  await mkdir(join(root, '.build/reports'), { recursive: true })
  const results = quick ? await inTurn([...STATIC, UNIT]) : await everything()
  const passed = sum(results.map((result) => result.passed))
  const failures = results.flatMap((result) => result.failures)
  // Once more at the end, where whoever sees only the last lines finds them.
  if (failures.length > 0)
    console.log(`\nWhat failed:\n${failures.map((failure) => `✗ ${failure}`).join('\n')}`)
  console.log(`\n${passed} passed, ${failures.length} failed`)
  process.exitCode = failures.length === 0 ? 0 : 1
}

async function everything() {
  await ensureBubblewrap()
  await ensureServers()
  const { ensureChromium } = await import('./browser/ensure-chromium.mjs')
  const chromium = await ensureChromium()
  // Tests that mostly wait run beside each other, two at a time: more, or the checks that work hard beside them, and
  // two slow cores are too late for what must be quick. The longest are first. End-to-end tests have the machine to
  // themselves.
  return [
    await runPart(BUILD),
    ...(await inTurn([...STATIC, UNIT])),
    ...(await runSideBySide([ENGINES, LESSONS, CONTRACT, INSPECTORS], 2)),
    await runPart(endToEnd(chromium)),
  ]
}

async function inTurn(parts) {
  const results = []
  for (const part of parts) results.push(await runPart(part))
  return results
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

onEnd(() => {
  stopPrograms()
  process.exit(130)
})
try {
  await main()
} catch (error) {
  report(error)
  if (error instanceof Failure) console.log('\n0 passed, 1 failed')
  process.exitCode = 1
}
