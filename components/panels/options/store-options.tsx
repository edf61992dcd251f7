'use client'

import { Suspense } from 'react'
import { useNear } from '@/components/hooks/use-near'
import { fetched } from '@/components/ui/fetched'
import { Skeleton } from '@/components/ui/skeleton'

// A long way down the text: fetched when the reader comes near it.
const OptionList = fetched(() => import('./option-list'))

/** Every option of the lesson’s store, each to be tried with one press. */
export function StoreOptions() {
  const [ref, near] = useNear<HTMLElement>()
  return (
    <section ref={ref} aria-label="Options to try" className="my-6 min-h-40">
      {near ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <OptionList />
        </Suspense>
      ) : null}
    </section>
  )
}
