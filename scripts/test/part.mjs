import { runProgram } from '../start/programs.mjs'

/**
 * A part of the tests: `run` resolves to `{ passed, failures, output }`, where each failure is a sentence that names
 * it. No part is skipped because an earlier one failed, so that one run shows everything that is wrong.
 */
export async function runPart({ name, run }) {
  const begun = Date.now()
  console.log(`\n── ${name}`)
  return tell(name, await run().catch(failedToRun), begun)
}

/**
 * Parts that wait more than they work, `most` of them at a time, begun in this order. The first is heard while it runs;
 * what the others say is shown when all are over.
 */
export async function runSideBySide([heard, ...quiet], most) {
  const left = [...quiet]
  const over = []
  const lane = async () => {
    for (let part = left.shift(); part; part = left.shift()) {
      const begun = Date.now()
      const outcome = await part.run({ show: false }).catch(failedToRun)
      over.push({ name: part.name, outcome, begun, ended: Date.now() })
    }
  }
  const first = runPart(heard)
  await Promise.all([first.then(lane), ...Array.from({ length: most - 1 }, lane)])
  const others = over.map(({ name, outcome, begun, ended }) => {
    console.log(`\n── ${name}`)
    return tell(name, outcome, begun, ended)
  })
  return [await first, ...others]
}

function tell(name, { passed, failures, output }, begun, ended = Date.now()) {
  if (output) console.log(output.trimEnd())
  const seconds = ((ended - begun) / 1000).toFixed(1)
  console.log(`── ${name}: ${passed} passed, ${failures.length} failed (${seconds} s)`)
  return { passed, failures: failures.map((failure) => `${name}: ${failure}`) }
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
