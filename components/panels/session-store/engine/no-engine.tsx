import type { EngineSource } from '@/protocol/engine'
import { ENGINE_NAMES } from '@/protocol/engine-name'
import { Placeholder } from '@/components/ui/placeholder'

/** This machine has no such server, and there is no stand-in for it: says why and how to get one. */
export function NoEngine({ source }: { source: EngineSource }) {
  const name = ENGINE_NAMES[source.kind]
  return (
    <Placeholder title={`This machine has no ${name}.`}>
      <p>{source.why}</p>
      {source.hint ? <p className="mt-2 text-ink">{source.hint}</p> : null}
      <p className="mt-2">
        Until then the app’s connections to it are refused, as on any machine without {name}. Every other store
        works.
      </p>
    </Placeholder>
  )
}
