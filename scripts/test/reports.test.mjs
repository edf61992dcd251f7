import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../start/addresses.mjs'
import { readPlaywright, readVitest } from './reports.mjs'

const file = join(root, 'a/b.test.ts')

describe('what the report of a test runner tells', () => {
  it('names the tests of Vitest that failed, by file and first line', () => {
    const tests = [
      { fullName: 'adds', status: 'passed', failureMessages: [] },
      {
        fullName: 'divides',
        status: 'failed',
        failureMessages: ['\u001b[31mError: no zero\u001b[39m\n  at a:1'],
      },
    ]
    const testResults = [{ name: file, status: 'failed', message: '', assertionResults: tests }]
    expect(readVitest({ numPassedTests: 1, testResults })).toEqual({
      passed: 1,
      failures: ['a/b.test.ts › divides: Error: no zero'],
    })
  })

  it('names a file that could not be loaded', () => {
    const unloaded = { name: file, status: 'failed', message: 'SyntaxError: odd', assertionResults: [] }
    expect(readVitest({ numPassedTests: 0, testResults: [unloaded] }).failures).toEqual([
      'a/b.test.ts: SyntaxError: odd',
    ])
  })

  it('names the tests of Playwright that failed or passed only when tried again, and errors outside them', () => {
    const spec = (title, status, message) => ({
      ...{ file: 'c.spec.ts', title },
      tests: [{ status, results: [{ error: message && { message } }, {}] }],
    })
    const inner = { specs: [spec('waits', 'flaky', 'Timeout\n at b:2'), spec('counts', 'expected')] }
    const suites = [{ specs: [spec('breaks', 'unexpected', 'No button')], suites: [inner] }]
    const report = { stats: { expected: 1 }, errors: [{ message: 'No server' }], suites }
    expect(readPlaywright(report)).toEqual({
      passed: 1,
      failures: ['c.spec.ts › breaks: unexpected: No button', 'c.spec.ts › waits: flaky: Timeout', 'No server'],
    })
  })
})
