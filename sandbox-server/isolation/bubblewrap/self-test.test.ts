import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findPrograms } from './programs'
import { PROBE_SCRIPT } from './probe-script'

const programs = findPrograms()

describe.runIf(process.platform === 'linux' && typeof programs !== 'string')('the probe', () => {
  it('finds every gap when nothing is isolated', () => {
    if (typeof programs === 'string') return
    const args = ['-e', PROBE_SCRIPT, programs.unshare, process.cwd()]
    const output = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      env: { ...process.env, SECRET: 'seen' },
    })
    const findings = z.record(z.string(), z.object({ held: z.boolean() })).parse(JSON.parse(output))
    for (const name of ['hostFiles', 'project', 'environment', 'processes', 'namespaces']) {
      expect(findings[name], name).toMatchObject({ held: false })
    }
  })
})
