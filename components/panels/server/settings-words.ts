import type { Settings } from '@/protocol/workspace'

/** What differs from one plain instance, in a sentence; null when nothing does. */
export function settingsWords({ instances, https, storeLatencyMs }: Settings): string | null {
  const parts: string[] = []
  if (instances > 1) parts.push(`${String(instances)} instances take turns`)
  if (https) parts.push('a proxy in front speaks https')
  if (storeLatencyMs > 0) parts.push(`the store answers ${String(storeLatencyMs)} ms late`)
  if (parts.length === 0) return null
  const text = parts.join(', ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
