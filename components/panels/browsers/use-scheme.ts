import { useSyncExternalStore } from 'react'

const DARK = '(prefers-color-scheme: dark)'

function watch(changed: () => void): () => void {
  const media = window.matchMedia(DARK)
  const theme = new MutationObserver(changed)
  media.addEventListener('change', changed)
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    media.removeEventListener('change', changed)
    theme.disconnect()
  }
}

function read(): 'light' | 'dark' {
  const { theme } = document.documentElement.dataset
  if (theme === 'light' || theme === 'dark') return theme
  return window.matchMedia(DARK).matches ? 'dark' : 'light'
}

/** Light or dark, as the site stands now: a frame of another origin cannot inherit it. */
export const useScheme = (): 'light' | 'dark' => useSyncExternalStore(watch, read, () => 'light')
