/** `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'crumbtrail.theme'
const listeners = new Set<() => void>()

/** Runs in the page's head: puts a kept choice on the document before it is painted. */
export const THEME_SCRIPT = `try{var t=localStorage.getItem('${KEY}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`

/** The choice as it stands on the document. */
export function readTheme(): Theme {
  const { theme } = document.documentElement.dataset
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Puts a choice on the document and keeps it. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    if (theme === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, theme)
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
  listeners.forEach((listener) => listener())
}

/** Whether the screen is dark now, by choice or by the device. */
export function isDark(): boolean {
  const theme = readTheme()
  return theme === 'dark' || (theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches)
}

/** Calls back when the choice or the device's preference changes. */
export function subscribeToTheme(listener: () => void): () => void {
  const device = window.matchMedia('(prefers-color-scheme: dark)')
  listeners.add(listener)
  device.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    device.removeEventListener('change', listener)
  }
}
