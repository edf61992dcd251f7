/**
 * One session id has one look everywhere: a colour, a shape and a short name such as `teal-4f`.
 * Derived from the id alone, so that every screen and every run agrees.
 */
export const SESSION_HUES = ['teal', 'plum', 'rust', 'moss', 'navy', 'rose', 'gold', 'slate'] as const
export type SessionHue = (typeof SESSION_HUES)[number]
export const SESSION_SHAPES = ['square', 'circle', 'triangle', 'diamond'] as const
export type SessionShape = (typeof SESSION_SHAPES)[number]

export interface SessionName {
  hue: SessionHue
  shape: SessionShape
  /** `teal-4f` */
  short: string
}

/** FNV-1a, 32 bit: stable, tiny, and spread well enough for eight colours. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0
  return value
}

/** The look of a session id (the bare id, without `s:` and signature). */
export function sessionName(sid: string): SessionName {
  const value = hash(sid)
  const hue = SESSION_HUES[(value >>> 8) % SESSION_HUES.length] ?? 'teal'
  const shape = SESSION_SHAPES[(value >>> 16) % SESSION_SHAPES.length] ?? 'square'
  return { hue, shape, short: `${hue}-${(value & 0xff).toString(16).padStart(2, '0')}` }
}
