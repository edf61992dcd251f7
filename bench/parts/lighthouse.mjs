import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser/find-chromium.mjs'
import { runProgram } from '../../scripts/start/programs.mjs'
import { LESSON } from '../browser.mjs'

const TARGETS = { performance: 95, accessibility: 100, 'best-practices': 100 }

/** Lighthouse, desktop, fetched for this one run: it is a tool, not a dependency. */
export async function lighthouse({ port }) {
  const report = join(tmpdir(), `crumbtrail-lighthouse-${process.pid}.json`)
  const { code, output } = await runProgram(
    'npx',
    [
      '--yes',
      'lighthouse@12',
      `http://localhost:${port}${LESSON}`,
      '--preset=desktop',
      '--quiet',
      '--output=json',
      `--output-path=${report}`,
      `--only-categories=${Object.keys(TARGETS).join(',')}`,
      `--chrome-flags=--headless=new ${CHROMIUM_FLAGS.join(' ')}`,
    ],
    { env: { ...process.env, CHROME_PATH: await findChromium() } },
  )
  if (code !== 0) throw new Error(`Lighthouse could not run: ${output.trim().split('\n').at(-1)}`)
  const { categories } = JSON.parse(await readFile(report, 'utf8'))
  await rm(report)
  return Object.entries(TARGETS).map(([name, target]) => {
    const score = Math.round(categories[name].score * 100)
    return {
      what: `Lighthouse, desktop: ${name}`,
      value: score,
      target: `≥ ${target}`,
      met: score >= target,
      detail: 'lesson page',
    }
  })
}
