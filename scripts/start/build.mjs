import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './addresses.mjs'
import { writeScriptHashes } from './csp-hashes.mjs'
import { Failure } from './failure.mjs'
import { requireWritable } from './install.mjs'
import { runProgram, withProgress } from './programs.mjs'
import { hashOf, SOURCES } from './sources.mjs'

const BUILDS = [
  {
    name: 'server',
    sentence: 'Building the sandbox-server',
    result: '.build/server.mjs',
    run: () => node('scripts/build-server.mjs'),
  },
  {
    name: 'site',
    sentence: 'Building the site (half a minute or more)',
    result: '.next/BUILD_ID',
    run: async () => {
      const done = await node('node_modules/next/dist/bin/next', 'build')
      if (done.code === 0) await writeScriptHashes()
      return done
    },
  },
]

function node(...args) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
  return runProgram(process.execPath, args, { env })
}

/** Builds what is not built from these very sources. */
export async function ensureBuilt() {
  for (const build of BUILDS) {
    const stamp = join(root, `.build/${build.name}.stamp`)
    const hash = await hashOf(SOURCES[build.name])
    const built = await readFile(stamp, 'utf8').catch(() => null)
    if (built === hash && existsSync(join(root, build.result))) continue
    await requireWritable(root)
    await mkdir(join(root, '.build'), { recursive: true })
    await rm(stamp, { force: true })
    const { code, output } = await withProgress(build.sentence, build.run)
    if (code !== 0) throw new Failure(advice(output), output.split('\n').slice(-30).join('\n'))
    await writeFile(stamp, hash)
  }
}

function advice(output) {
  if (/ENOSPC/.test(output))
    return 'The build failed: the disk is full. Free about 1 GB, then run the command again.'
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return 'The build failed: this account may not write here. Make the folder yours, then run the command again.'
  }
  return 'The build failed; the reason stands above. If you changed nothing, run it again, then report it.'
}
