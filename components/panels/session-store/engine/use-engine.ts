import { useHealth } from '@/components/sandbox/use-health'
import type { EngineView } from '@/protocol/engine'
import type { StoreGroup } from '../store-groups'

/** The server of a store: as the trace tells once it is used, before that as the machine has it, asleep. */
export function useEngine({ kind, engine }: StoreGroup): EngineView | null {
  const health = useHealth()
  if (engine) return engine
  const source = health?.engines.find((one) => one.kind === kind)?.engine
  return source ? { source, state: 'idle', latencyMs: 0, fault: null, login: null } : null
}
