import { writeSync } from 'node:fs'
import { observers } from '../observers'

/** Loaded with --require before a learner's app: every observation becomes a line on stdout. */
observers.install({
  report: (observation) => void writeSync(1, `${JSON.stringify(observation)}\n`),
  currentExchange: () => null,
  now: () => Date.now(),
  workFolder: () => process.cwd(),
  later: (run, ms) => void setTimeout(run, ms),
})
observers.expect(() => true)
