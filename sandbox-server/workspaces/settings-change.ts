import type { Settings } from '../../protocol/workspace'

/** Settings to change; the others stay. */
export type SettingsChange = { [K in keyof Settings]?: Settings[K] | undefined }

export function changed(before: Settings, change: SettingsChange): Settings {
  return {
    instances: change.instances ?? before.instances,
    https: change.https ?? before.https,
    storeLatencyMs: change.storeLatencyMs ?? before.storeLatencyMs,
  }
}
