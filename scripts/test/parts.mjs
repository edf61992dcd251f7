import { join } from 'node:path'
import { root } from '../start/addresses.mjs'
import { checkOf, suiteOf } from './part.mjs'
import { readPlaywright, readVitest } from './reports.mjs'

const bin = (path) => join(root, 'node_modules', path)
const reports = join(root, '.build/reports')

export const STATIC = [
  checkOf('types', [bin('next/dist/bin/next'), 'typegen'], [bin('typescript/bin/tsc'), '--noEmit']),
  checkOf('format', [bin('prettier/bin/prettier.cjs'), '--check', '.']),
  checkOf('lint', [bin('eslint/bin/eslint.js'), '.']),
  checkOf('dependency rules', [
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    ...['app', 'components', 'lessons', 'protocol', 'sandbox-server', 'e2e', 'proxy.ts', 'mdx-components.tsx'],
  ]),
]

/** Of one project, all or what lies in a folder. */
const vitest = (name, project, folder) => {
  const what = folder === undefined ? project : `${project}-${folder.replaceAll('/', '-')}`
  const reportFile = join(reports, `vitest-${what}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  return suiteOf(name, {
    args: [
      ...[bin('vitest/vitest.mjs'), 'run', ...reporters, '--project', project],
      ...(folder === undefined ? [] : [folder]),
    ],
    reportFile,
    read: readVitest,
  })
}

export const UNIT = vitest('unit tests', 'unit')
export const CONTRACT = vitest('contract tests', 'contract')
const stores = (folder) => vitest(`store tests in ${folder}`, 'stores', folder)
export const ENGINES = stores('sandbox-server/engines')
export const INSPECTORS = stores('sandbox-server/inspectors')
export const LESSONS = vitest('lessons', 'lessons')

export const BUILD = checkOf('build', [join(root, 'scripts/build.mjs')])

/** chromium: path of the browser to drive. */
export function endToEnd(chromium) {
  const reportFile = join(reports, 'playwright.json')
  return suiteOf('end-to-end tests', {
    args: [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    env: { CRUMBTRAIL_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    reportFile,
    read: readPlaywright,
  })
}
