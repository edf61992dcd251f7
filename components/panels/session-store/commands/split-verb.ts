/** A command's text as its verb, to be set in bold, and the rest. */
export function splitVerb(verb: string, text: string): [verb: string, rest: string] {
  return text.toLowerCase().startsWith(verb.toLowerCase())
    ? [text.slice(0, verb.length), text.slice(verb.length)]
    : [verb, ` ${text}`]
}
