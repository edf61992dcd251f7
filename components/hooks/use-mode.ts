'use client'

import { useSyncExternalStore } from 'react'
import { readMode, subscribeToMode, type Mode } from './mode'

/** The mode of the screen; `learn` until hydrated. */
export function useMode(): Mode {
  return useSyncExternalStore(subscribeToMode, readMode, (): Mode => 'learn')
}
