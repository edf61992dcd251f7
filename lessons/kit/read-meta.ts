import { runInNewContext } from 'node:vm'

const META = /^export const meta = (\{[\s\S]*?^\})/m

/** The object literal of `export const meta = { … }` in a lesson’s text, not yet judged. */
export function readMeta(text: string, where: string): unknown {
  const literal = META.exec(text)?.[1]
  if (!literal)
    throw new Error(`${where}: begin it with “export const meta = { … }”, the closing brace alone on its line.`)
  try {
    return JSON.parse(JSON.stringify(runInNewContext(`(${literal})`)))
  } catch (cause) {
    throw new Error(`${where}: meta is not a plain object of texts and numbers.`, { cause })
  }
}
