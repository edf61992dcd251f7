import type { Verdict } from '../../../protocol/cookie'

/** What a rule says when it decides. */
export type Finding = Pick<Verdict, 'code' | 'rule' | 'section' | 'sentence'>

/** A cookie’s name as sentences show it. */
export function quote(name: string): string {
  if (name === '') return 'the cookie without a name'
  return `“${shorten(name, 60)}”`
}

/** Keeps a sentence readable whatever a server sends: control characters replaced, length bounded. */
export function shorten(text: string, length: number): string {
  const shown = text.replace(/[^\x20-\x7e\xa0-\uffff]/g, '\u{fffd}')
  return shown.length > length ? `${shown.slice(0, length)}…` : shown
}

/** A sentence begins with a capital letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
