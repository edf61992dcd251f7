/** learn: alone at one's own screen. present: in front of a class, large, without the lesson's text. */
export type Mode = 'learn' | 'present'

const listeners = new Set<() => void>()

export function readMode(): Mode {
  return document.documentElement.dataset.mode === 'present' ? 'present' : 'learn'
}

/** Puts the mode on the document, where styles read it as data-mode. */
export function chooseMode(mode: Mode): void {
  keep(mode)
  show(mode)
}

/** As it was before a reload or on the lesson before; returns the end of it, for pages that know no modes. */
export function resumeMode(): () => void {
  if (kept() === 'present') show('present')
  return () => show('learn')
}

function show(mode: Mode): void {
  if (mode === 'learn') delete document.documentElement.dataset.mode
  else document.documentElement.dataset.mode = mode
  listeners.forEach((listener) => listener())
}

export function subscribeToMode(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const KEY = 'crumbtrail.mode'

/** For this tab alone, so that a reload in front of a class changes nothing. */
function keep(mode: Mode): void {
  try {
    sessionStorage.setItem(KEY, mode)
  } catch {
    // No storage: the mode lasts as long as the page.
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}
