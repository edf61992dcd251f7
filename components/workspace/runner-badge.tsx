'use client'

import { ShieldAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { HealthReply } from '@/protocol/api'
import { useLab } from '@/components/sandbox/use-lab'
import { Popover } from '@/components/ui/popover'

/** Says so when the runner in use does not isolate: then only your own code belongs here. */
export function RunnerBadge() {
  const live = useLab((lab) => lab.connection === 'live')
  const [runner, setRunner] = useState<HealthReply['runner'] | null>(null)
  useEffect(() => {
    if (!live) return
    let wanted = true
    void import('@/components/sandbox/client')
      .then(({ createClient }) => createClient().health())
      .then((health) => wanted && setRunner(health.runner))
      // Unknown is not worth a word of its own: the banner says when the server is away.
      .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [live])
  if (!runner || runner.isolates) return null
  return (
    <Popover
      label="How apps are kept apart"
      className="w-72 max-w-[calc(100vw-1rem)] rounded-xl px-4 py-3 text-sm"
      trigger={(opens) => (
        <button
          {...opens}
          type="button"
          className="inline-flex min-h-6 shrink-0 items-center gap-1.5 rounded bg-warn-soft px-1.5 text-xs text-warn"
        >
          <ShieldAlert aria-hidden size={14} />
          <span className="max-md:sr-only">Not isolated: run only your own code</span>
        </button>
      )}
    >
      {() => (
        <>
          <span className="block font-semibold">Run only code you wrote yourself</span>
          <span className="mt-1 block text-muted">
            Apps run as ordinary processes here and can reach what this account can reach. {runner.why}
          </span>
        </>
      )}
    </Popover>
  )
}
