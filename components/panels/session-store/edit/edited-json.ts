/** What was typed in the place of a record: the value to store, or what is wrong with it and where. */
export type EditedJson = { ok: true; value: object } | { ok: false; problem: string }

/** Reads typed JSON text; a session is an object. */
export function readEdited(text: string): EditedJson {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    return { ok: false, problem: problemOf(cause, text) }
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value }
  return { ok: false, problem: 'A session is an object: it stands between { and }.' }
}

/** The line that the parser names, in the words of any browser. */
function problemOf(cause: unknown, text: string): string {
  const words = cause instanceof Error ? cause.message : ''
  const line = /\bline (\d+)/.exec(words)?.[1] ?? lineAt(/position (\d+)/.exec(words)?.[1], text)
  return line === null ? 'The JSON is not complete.' : `Line ${line} is not valid JSON.`
}

const lineAt = (position: string | undefined, text: string): string | null =>
  position === undefined ? null : String(text.slice(0, Number(position)).split('\n').length)
