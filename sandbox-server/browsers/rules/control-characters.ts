import type { ReceivedRule } from './received'
import { quote, sentence } from './finding'

// The tab is the one control character a cookie may hold.
const CONTROL = new RegExp('[\\u0000-\\u0008\\u000a-\\u001f\\u007f]')

/** RFC 6265bis 5.6, step 1: the whole line is refused, attributes included. */
export const controlCharacters: ReceivedRule = ({ name, raw }) => {
  const found = CONTROL.exec(raw)?.[0]
  if (found === undefined) return null
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')
  return {
    code: 'control-characters',
    rule: 'No control characters',
    section: 'RFC 6265bis 5.6, step 1',
    sentence: sentence(`${quote(name)} is refused: its line holds the control character 0x${code}.`),
  }
}
