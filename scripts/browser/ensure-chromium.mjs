import { Failure } from '../start/failure.mjs'
import { aptInstall, canApt } from '../test/apt.mjs'
import { runProgram, withProgress } from '../start/programs.mjs'
import { findChromium } from './find-chromium.mjs'

/** Finds a Chromium, or gets one: from Playwright, then from Debian. */
export async function ensureChromium() {
  const found = await findChromium()
  if (found) return found
  const cli = 'node_modules/@playwright/test/cli.js'
  await withProgress('Getting Chromium (playwright install)', () =>
    runProgram(process.execPath, [cli, 'install', 'chromium']),
  )
  const own = await findChromium()
  if (own) return own
  if (canApt()) await aptInstall('chromium')
  const packaged = await findChromium()
  if (packaged) return packaged
  throw new Failure(
    'No Chromium was found and none could be installed. Install Chrome or Chromium, then run again.',
  )
}
