// What the test runners' JSON reports tell: how many passed, and a sentence for each that failed.
import { relative } from 'node:path'
import { root } from '../start/addresses.mjs'

/** A file that could not even be loaded has no tests: it counts as one failure. */
export function readVitest(report) {
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name)
    if (status === 'failed' && assertionResults.length === 0) return [`${file}: ${firstLine(message)}`]
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => `${file} › ${fullName}: ${firstLine(failureMessages[0])}`)
  })
  return { passed: report.numPassedTests, failures }
}

/** A test that passed only when tried again counts as failed; so does an error outside any test. */
export function readPlaywright({ stats, errors, suites }) {
  const failures = suites
    .flatMap(specsIn)
    .flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ status, results }) => `${file} › ${title}: ${status}: ${firstLine(firstError(results))}`),
    )
  return { passed: stats.expected, failures: [...failures, ...errors.map(({ message }) => firstLine(message))] }
}

const specsIn = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsIn)]

const firstError = (results) => results.find(({ error }) => error !== undefined)?.error.message

const COLOUR = /\u001b\[[0-9;]*m/g

const firstLine = (message = 'no message') => message.replaceAll(COLOUR, '').trim().split('\n')[0].slice(0, 300)
