import { existsSync } from 'node:fs'
import { runProgram, withProgress } from '../start/programs.mjs'

/** Packages may be added only by root on Debian and its kin. */
export function canApt() {
  return process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')
}

export async function aptInstall(...names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return withProgress(`Installing ${names.join(', ')} (apt-get)`, async () => {
    await runProgram('apt-get', ['update', '-qq'], { env })
    return runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env })
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

/** Engines are tested on the real servers where their programs are or can be put, and on the stand-ins everywhere. */
export async function ensureServers() {
  const found = await Promise.all(SERVERS.map(async (server) => ({ ...server, there: await isThere(server) })))
  const missing = found.filter(({ there }) => !there)
  if (missing.length === 0) return
  if (canApt()) await aptInstall(...missing.map(({ debianPackage }) => debianPackage))
  else
    for (const { name } of missing) console.log(`${name} is not installed: only its stand-in is tested here.`)
}

const SERVERS = [
  {
    name: 'Redis',
    programs: ['redis-server', 'valkey-server'],
    flag: '--version',
    debianPackage: 'redis-server',
  },
  { name: 'Memcached', programs: ['memcached'], flag: '-V', debianPackage: 'memcached' },
]

async function isThere({ programs, flag }) {
  const answers = await Promise.all(programs.map((program) => runProgram(program, [flag])))
  return answers.some(({ code }) => code === 0)
}
