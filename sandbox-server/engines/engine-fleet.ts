import type { EngineKind, EngineSource } from '../../protocol/engine'
import type { Engine, EngineDriver, EngineRequest } from './engine'

/** All engines of one kind, one per workspace, and what they have in common. */
export class EngineFleet<E extends Engine> implements EngineDriver<E> {
  readonly kind: EngineKind
  readonly source: EngineSource
  private readonly make: (request: EngineRequest, forget: () => void) => E
  private readonly end: () => Promise<void>
  private readonly engines = new Set<E>()

  constructor(
    kind: EngineKind,
    source: EngineSource,
    make: (request: EngineRequest, forget: () => void) => E,
    end: () => Promise<void> = () => Promise.resolve(),
  ) {
    this.kind = kind
    this.source = source
    this.make = make
    this.end = end
  }

  engine(request: EngineRequest): E {
    const engine: E = this.make(request, () => {
      this.engines.delete(engine)
    })
    this.engines.add(engine)
    return engine
  }

  async close(): Promise<void> {
    await Promise.all([...this.engines].map((engine) => engine.sleep()))
    this.engines.clear()
    await this.end()
  }
}
