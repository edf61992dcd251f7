import { runProgram } from '../start/programs.mjs'

/**
 * A part of the tests: `run` resolves to `{ passed, failures, output }`, where each failure is a sentence that names
 * it. No part is skipped because an earlier one failed, so that one run shows everything that is wrong.
 */
export async function runPart({ name, run }) {
  const begun = Date.now()
  console.log(`\n── ${name}`)
  const { passed, failures, output } = await run().catch(failedToRun)
  if (output) console.log(output.trimEnd())
  const seconds = ((Date.now() - begun) / 1000).toFixed(1)
  console.log(`── ${name}: ${passed} passed, ${failures.length} failed (${seconds} s)`)
  return { passed, failures: failures.map((failure) => `${name}: ${failure}`) }
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

const failedToRun = (error) => ({ passed: 0, failures: [error.message], output: error.stack })

/** A program that either passes or fails: it counts as one, and is heard only when it fails. */
export function checkOf(name, ...commands) {
  return {
    name,
    run: async () => {
      for (const args of commands) {
        const { code, output } = await runProgram(process.execPath, args)
        if (code !== 0) return { passed: 0, failures: [`ended with ${code}`], output }
      }
      return { passed: 1, failures: [], output: '' }
    },
  }
}

/**
 * A test runner that writes a JSON file: `read(report)` finds `{ passed, failures }` in it.
 * A failure it did not report (a crash, an unhandled error) counts as one.
 */
export function suiteOf(name, { args, env, reportFile, read }) {
  return {
    name,
    run: async ({ show } = { show: true }) => {
      const { rm, readFile } = await import('node:fs/promises')
      await rm(reportFile, { force: true })
      const options = { show, env: { ...process.env, ...env } }
      const { code, output } = await runProgram(process.execPath, args, options)
      const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => null)
      const { passed, failures } = report ? read(report) : { passed: 0, failures: [] }
      const silent = code !== 0 && failures.length === 0
      return { passed, failures: silent ? [`ended with ${code}, and named no test`] : failures, output }
    },
  }
}
