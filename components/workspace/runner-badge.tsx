'use client'

import { Server, ShieldAlert } from 'lucide-react'
import { useHealth } from '@/components/sandbox/use-health'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import type { HealthReply } from '@/protocol/api'
import type { EngineSource } from '@/protocol/engine'
import { ENGINE_NAMES } from '@/protocol/engine-name'

/** What this machine brings: how apps are kept apart, said aloud where they are not, and which servers serve the stores. */
export function RunnerBadge() {
  const health = useHealth()
  if (!health) return null
  const { isolates } = health.runner
  return (
    <Popover
      label="What this machine brings"
      className="w-80 max-w-[calc(100vw-1rem)] rounded-xl px-4 py-3 text-sm"
      trigger={(opens) =>
        isolates ? (
          <Button
            {...opens}
            kind="quiet"
            aria-label="This machine"
            title="What serves the stores"
            className="max-md:hidden"
          >
            <Server aria-hidden size={15} />
          </Button>
        ) : (
          <button
            {...opens}
            type="button"
            className="inline-flex min-h-6 shrink-0 items-center gap-1.5 rounded bg-warn-soft px-1.5 text-xs text-warn"
          >
            <ShieldAlert aria-hidden size={14} />
            <span className="max-md:sr-only">Not isolated: run only your own code</span>
          </button>
        )
      }
    >
      {() => <Machine health={health} />}
    </Popover>
  )
}

function Machine({ health: { runner, engines } }: { health: HealthReply }) {
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
