import { existsSync } from 'node:fs'
import { runProgram, withProgress } from '../start/programs.mjs'

/** Packages may be added only by root on Debian and its kin. */
export function canApt() {
  return process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')
}

export async function aptInstall(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return withProgress(`Installing ${name} (apt-get)`, async () => {
    await runProgram('apt-get', ['update', '-qq'], { env })
    return runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env })
  })
}

/** The isolating runner is tested where its program is or can be put. */
export async function ensureBubblewrap() {
  if (process.platform !== 'linux') return
  const { code } = await runProgram('bwrap', ['--version'])
  if (code === 0) return
  if (canApt()) await aptInstall('bubblewrap')
  else console.log('bubblewrap is not installed, so what only isolation can promise is not tested here.')
}
