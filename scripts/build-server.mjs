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

const isPresent = ({ entryPoints }) => existsSync(join(root, entryPoints[0]))

if (process.argv.includes('--watch')) {
  for (const bundle of bundles) await watchWhenPresent(bundle)
} else {
  await Promise.all(bundles.filter(isPresent).map((bundle) => esbuild.build(bundle)))
}

async function watchWhenPresent(bundle) {
  if (!isPresent(bundle)) return setTimeout(() => void watchWhenPresent(bundle), 1000)
  await (await esbuild.context(bundle)).watch()
}
