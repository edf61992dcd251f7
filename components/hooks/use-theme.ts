'use client'

import { useSyncExternalStore } from 'react'
import { isDark, readTheme, subscribeToTheme, type Theme } from './theme'

/** The chosen theme; `system` until hydrated. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribeToTheme, readTheme, (): Theme => 'system')
}

/** Whether the screen is dark; for what cannot be coloured by CSS, such as Monaco. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribeToTheme, isDark, () => false)
}
