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
import { runPart } from './test/part.mjs'
import { BUILD, endToEnd, STATIC, UNIT, UNIT_AND_CONTRACT } from './test/parts.mjs'

const quick = process.argv.includes('--quick')

async function main() {
  await ensureInstalled()
  await mkdir(join(root, '.build/reports'), { recursive: true })
  const parts = quick ? [...STATIC, UNIT] : await everything()
  let passed = 0
  let failed = 0
  for (const part of parts) {
    const result = await runPart(part)
    passed += result.passed
    failed += result.failed
  }
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

async function everything() {
  await ensureBubblewrap()
  await ensureServers()
  const { ensureChromium } = await import('./browser/ensure-chromium.mjs')
  return [...STATIC, UNIT_AND_CONTRACT, BUILD, endToEnd(await ensureChromium())]
}

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
