import { learnerFile, type Place } from './call-site'

/**
 * Node puts the place of a syntax error before the message: `/work/app.js:3`, the line of code, then carets under the
 * culprit. The error's own frames are the loader's.
 */
export function syntaxErrorPlace(stack: string): Place | null {
  const [head = '', , carets = ''] = stack.split('\n')
  const match = /^(.+):(\d+)$/.exec(head)
  const file = match?.[1] ? learnerFile(match[1]) : null
  if (!match || file === null) return null
  return { file, line: Number(match[2]), column: Math.max(carets.indexOf('^'), 0) + 1 }
}
