/** learn: alone at one's own screen. present: in front of a class, large, without the lesson's text. */
export type Mode = 'learn' | 'present'

const listeners = new Set<() => void>()

export function readMode(): Mode {
  return document.documentElement.dataset.mode === 'present' ? 'present' : 'learn'
}

/** Puts the mode on the document, where styles read it as data-mode. */
export function chooseMode(mode: Mode): void {
  if (mode === 'learn') delete document.documentElement.dataset.mode
  else document.documentElement.dataset.mode = mode
  listeners.forEach((listener) => listener())
}

export function subscribeToMode(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
