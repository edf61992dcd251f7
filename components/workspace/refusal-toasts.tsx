'use client'

import { lazy, Suspense, useEffect } from 'react'
import { useIsDark } from '@/components/hooks/use-theme'
import { useLab } from '@/components/sandbox/use-lab'

const Toaster = lazy(() => import('sonner').then(({ Toaster }) => ({ default: Toaster })))

/** Shows what the control API refused. Sonner is loaded when there is something to say. */
export function RefusalToasts() {
  const refusal = useLab((lab) => lab.refusal)
  const dark = useIsDark()
  useEffect(() => {
    if (!refusal) return
    void import('sonner').then(({ toast }) => toast.error(refusal.message, { id: refusal.code }))
  }, [refusal])
  return (
    <Suspense>
      {refusal ? <Toaster theme={dark ? 'dark' : 'light'} position="bottom-center" closeButton /> : null}
    </Suspense>
  )
}
