import { spawn } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../scripts/start/ports.mjs'
import { ask } from '../scripts/start/ready.mjs'
import { root } from '../scripts/start/addresses.mjs'
import { APP } from './app-source.mjs'
import { pause } from './statistics.mjs'

/** A folder as a learner has it at home: app.js beside node_modules. */
export async function coldApp() {
  const folder = await mkdtemp(join(tmpdir(), 'crumbtrail-cold-'))
  await writeFile(join(folder, 'app.js'), APP)
  await symlink(join(root, 'sandbox-server/runtime/node_modules'), join(folder, 'node_modules'))
  const port = await freePort(20_000 + Math.floor(Math.random() * 20_000))
  return {
    port,
    /** `node app.js` until its first 200; resolves to the time it took and how to end it. */
    start: () => startCold(folder, port),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function startCold(folder, port) {
  const begun = performance.now()
  const child = spawn(process.execPath, ['app.js'], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: String(port) },
    stdio: 'ignore',
  })
  while ((await ask(port, '/'))?.status !== 200) await pause(4)
  const took = performance.now() - begun
  const stop = () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    return ended
  }
  return { took, stop }
}
