import { REAL_TAB } from '@/protocol/real-tab'

/** What a browser is called on screen: `alice` is a person's name, `Alice`. */
export const browserTitle = (name: string): string =>
  name === REAL_TAB ? 'Real tab' : name.charAt(0).toUpperCase() + name.slice(1)
