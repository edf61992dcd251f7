import type { HealthReply } from '@/protocol/api'
import type { EngineSource } from '@/protocol/engine'
import { ENGINE_NAMES } from '@/protocol/engine-name'

/** How apps are kept apart on this machine, and which server serves each store, with how to get the real one. */
export default function Machine({ health: { runner, engines } }: { health: HealthReply }) {
  const sources = engines.flatMap(({ engine }) => (engine ? [engine] : []))
  return (
    <>
      <span className="block font-semibold">
        {runner.isolates ? 'Apps run apart from each other' : 'Run only code you wrote yourself'}
      </span>
      <span className="mt-1 block text-muted">
        {runner.isolates
          ? ''
          : 'Apps run as ordinary processes here and can reach what this account can reach. '}
        {runner.why}
      </span>
      {sources.length > 0 ? (
        <>
          <span className="mt-3 block border-t pt-3 font-semibold">Servers for the stores</span>
          <dl className="mt-1 grid gap-1.5">
            {sources.map((source) => (
              <Engine key={source.kind} source={source} />
            ))}
          </dl>
        </>
      ) : null}
    </>
  )
}

const REAL = new Set<EngineSource['from']>(['url', 'program', 'embedded'])

function Engine({ source }: { source: EngineSource }) {
  const real = REAL.has(source.from)
  return (
    <div>
      <dt className="font-medium">
        {source.from === 'none' ? `${ENGINE_NAMES[source.kind]}: none here` : source.name}{' '}
        {source.from === 'stand-in' ? <span className="text-warn">not the real one</span> : null}
      </dt>
      <dd className="text-muted">{real ? source.why : (source.hint ?? source.why)}</dd>
    </div>
  )
}
