// Bundles the sandbox-server and the preload into .build/. With --watch it keeps doing so.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  logLevel: 'warning',
}

const bundles = [
  {
    ...common,
    entryPoints: ['sandbox-server/main.ts'],
    outfile: '.build/server.mjs',
    format: 'esm',
    packages: 'external',
  },
  // One file without dependencies: inside a sandbox there is nothing it could import.
  {
    ...common,
    entryPoints: ['sandbox-server/preload/main.ts'],
    outfile: '.build/preload.cjs',
    format: 'cjs',
    sourcemap: false,
  },
]

const present = bundles.filter(({ entryPoints }) => existsSync(join(root, entryPoints[0])))
const watching = process.argv.includes('--watch')

if (watching) {
  for (const bundle of present) await (await esbuild.context(bundle)).watch()
} else {
  await Promise.all(present.map((bundle) => esbuild.build(bundle)))
}
