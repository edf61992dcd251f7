import type { Settings } from './workspace'

/** What a new workspace runs with. Apart from the schemas, so that a page can show it before they are loaded. */
export const DEFAULT_SETTINGS: Settings = { instances: 1, https: false, storeLatencyMs: 0 }
