import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Runner } from '../isolation/runner'
import type { Handlers } from './handlers'

const Manifest = z.object({ dependencies: z.record(z.string(), z.string()) })

export interface HealthOptions {
  runner: Runner
  version: string
  /** Folder of the learners' modules, with their package.json. */
  runtime: string
}

/** Versions, the runner in use, and what a learner may require. */
export function health({ runner, version, runtime }: HealthOptions): Handlers['health'] {
  const manifest: unknown = JSON.parse(readFileSync(join(runtime, 'package.json'), 'utf8'))
  const modules = Manifest.parse(manifest).dependencies
  return () =>
    Promise.resolve({
      ok: true,
      name: 'crumbtrail',
      version,
      node: process.versions.node,
      runner: { name: runner.name, isolates: runner.isolates, why: runner.why },
      engines: [
        { kind: 'memory', source: 'the heap of the app’s process' },
        { kind: 'file', source: 'the workspace’s own folder' },
      ],
      sandboxes: runner.stats(),
      modules,
    })
}
