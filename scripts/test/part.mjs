import { runProgram } from '../start/programs.mjs'

/**
 * A part of the tests: `run` resolves to `{ passed, failed, output }`. It is never skipped because an earlier one
 * failed, so that one run shows everything that is wrong.
 */
export async function runPart({ name, run }) {
  const begun = Date.now()
  console.log(`\n── ${name}`)
  const result = await run().catch(failedToRun)
  if (result.output) console.log(result.output.trimEnd())
  const seconds = ((Date.now() - begun) / 1000).toFixed(1)
  console.log(`── ${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`)
  return result
}

/**
 * Parts one after another, with others beside them that wait more than they work. What those say is shown when they
 * are over.
 */
export async function runBeside(beside, parts) {
  const quiet = beside.map(({ name, run }) => ({ name, result: run({ show: false }).catch(failedToRun) }))
  const results = []
  for (const part of parts) results.push(await runPart(part))
  for (const { name, result } of quiet) results.push(await runPart({ name, run: () => result }))
  return results
}

const failedToRun = (error) => ({ passed: 0, failed: 1, output: error.stack })

/** A program that either passes or fails: it counts as one, and is heard only when it fails. */
export function checkOf(name, ...commands) {
  return {
    name,
    run: async () => {
      for (const args of commands) {
        const { code, output } = await runProgram(process.execPath, args)
        if (code !== 0) return { passed: 0, failed: 1, output }
      }
      return { passed: 1, failed: 0, output: '' }
    },
  }
}

/**
 * A test runner that counts its tests in a JSON file: `count(report)` reads `{ passed, failed }` from it.
 * A failure it did not count (a crash, an unhandled error) counts as one.
 */
export function suiteOf(name, { args, env, reportFile, count }) {
  return {
    name,
    run: async ({ show } = { show: true }) => {
      const { rm, readFile } = await import('node:fs/promises')
      await rm(reportFile, { force: true })
      const options = { show, env: { ...process.env, ...env } }
      const { code, output } = await runProgram(process.execPath, args, options)
      const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => null)
      const counts = report ? count(report) : { passed: 0, failed: 0 }
      const failed = code !== 0 && counts.failed === 0 ? 1 : counts.failed
      return { passed: counts.passed, failed, output }
    },
  }
}
