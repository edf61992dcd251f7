'use client'

import { Suspense } from 'react'
import { useNear } from '@/components/hooks/use-near'
import { fetched } from '@/components/ui/fetched'
import { Skeleton } from '@/components/ui/skeleton'

// A long way down the text: fetched when the reader comes near it.
const ComparisonView = fetched(() => import('./comparison-view'))

/** The same script against every storage, and what each of them answered. */
export function StoreComparison() {
  const [ref, near] = useNear<HTMLElement>()
  return (
    <section ref={ref} aria-label="Comparison of all storages" className="my-6 min-h-40">
      {near ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <ComparisonView />
        </Suspense>
      ) : null}
    </section>
  )
}
