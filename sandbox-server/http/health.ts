import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { EngineSource } from '../../protocol/engine'
import type { Runner } from '../isolation/runner'
import type { Handlers } from './handlers'

const Manifest = z.object({ dependencies: z.record(z.string(), z.string()) })

export interface HealthOptions {
  runner: Runner
  /** What serves each kind of engine. */
  engines: readonly EngineSource[]
  version: string
  /** Folder of the learners' modules, with their package.json. */
  runtime: string
}

/** Versions, the runner in use, and what a learner may require. */
export function health({ runner, engines, version, runtime }: HealthOptions): Handlers['health'] {
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
        { kind: 'cookie', source: 'the browser’s own jar' },
        { kind: 'file', source: 'the workspace’s own folder' },
        ...engines.map((engine) => ({ kind: engine.kind, source: engine.why, engine })),
      ],
      sandboxes: runner.stats(),
      modules,
    })
}
