'use client'

import { Suspense, useEffect, useState } from 'react'
import type { ToasterProps } from 'sonner'
import { useIsDark } from '@/components/hooks/use-theme'
import { useLab } from '@/components/sandbox/use-lab'
import { fetched } from '@/components/ui/fetched'

/** Long enough for somebody who was looking elsewhere. */
const READ_MS = 12_000

const Toaster = fetched<ToasterProps>(() => import('sonner').then(({ Toaster }) => ({ default: Toaster })))

/** Sonner's own look gives way to the page's type and colours. */
const LOOK = {
  font: '500 0.9375rem/1.45 var(--font-sans)',
  color: 'var(--bad)',
  background: 'var(--panel)',
  borderColor: 'var(--line)',
  borderRadius: '0.75rem',
}

/** Shows what the control API refused. Sonner is loaded when there is something to say. */
export function RefusalToasts() {
  const refusal = useLab((lab) => lab.refusal)
  const dark = useIsDark()
  // What was said stays to be read, also when the next command succeeds at once.
  const [isNeeded, setIsNeeded] = useState(false)
  if (refusal && !isNeeded) setIsNeeded(true)
  useEffect(() => {
    if (!refusal) return
    import('sonner').then(
      ({ toast }) => toast.error(refusal.message, { id: refusal.code, duration: READ_MS }),
      // The toaster says that it is missing.
      () => undefined,
    )
  }, [refusal])
  return (
    <Suspense>
      {isNeeded ? (
        <Toaster
          theme={dark ? 'dark' : 'light'}
          position="bottom-center"
          closeButton
          toastOptions={{ style: LOOK }}
        />
      ) : null}
    </Suspense>
  )
}
