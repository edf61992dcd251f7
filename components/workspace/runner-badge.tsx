'use client'

import { Suspense } from 'react'
import { Server, ShieldAlert } from 'lucide-react'
import { useHealth } from '@/components/sandbox/use-health'
import { Button } from '@/components/ui/button'
import { fetched } from '@/components/ui/fetched'
import { Popover } from '@/components/ui/popover'

const Machine = fetched(() => import('./machine'))

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
      {() => (
        <Suspense fallback={health.runner.why}>
          <Machine health={health} />
        </Suspense>
      )}
    </Popover>
  )
}
