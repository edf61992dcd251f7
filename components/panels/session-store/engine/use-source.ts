import { useHealth } from '@/components/sandbox/use-health'
import type { EngineSource } from '@/protocol/engine'
import type { StoreGroup } from '../store-groups'

/** What serves a store: as its engine says once it is used, before that as the machine does. */
export function useSource({ kind, engine }: StoreGroup): EngineSource | null {
  const health = useHealth()
  return engine?.source ?? health?.engines.find((one) => one.kind === kind)?.engine ?? null
}
