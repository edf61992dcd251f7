import type { EngineSource } from '../../protocol/engine'
import type { Backend } from './service'

/** Where nothing serves: whoever tries is told why. */
export function absentBackend(source: EngineSource): Backend<never> {
  return {
    start: () => Promise.reject(new Error([source.why, source.hint].filter(Boolean).join(' '))),
    erase: () => Promise.resolve(),
  }
}
