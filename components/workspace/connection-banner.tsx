'use client'

import { CloudOff } from 'lucide-react'
import { useLab } from '@/components/sandbox/use-lab'

/** Stands above everything while the server cannot be reached, and says what is kept. */
export function ConnectionBanner() {
  const offline = useLab((lab) => lab.connection === 'offline')
  return (
    <div role="status" aria-live="polite">
      {offline ? (
        <p className="flex items-center gap-2 border-b bg-warn-soft px-4 py-1.5 text-sm text-warn">
          <CloudOff aria-hidden size={16} className="shrink-0" />
          The lab’s server cannot be reached. Everything you type is kept in this browser, and goes there when
          it is back.
        </p>
      ) : null}
    </div>
  )
}
