'use client'

import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { LIMITS } from '@/protocol/limits'
import type { PagedList } from './use-paged-list'

/** Looks for a text in the ids and the records of the whole store, and says how many have it. */
export function FindField({ list: { find, setFind, pages, count, askAgain } }: { list: PagedList }) {
  const id = useId()
  return (
    <div className="mb-1 flex items-center gap-2">
      <label htmlFor={id} className="sr-only">
        Find in ids and records
      </label>
      <input
        id={id}
        type="search"
        maxLength={LIMITS.page.findLength}
        value={find}
        placeholder="Find in ids and records"
        onChange={(event) => setFind(event.target.value)}
        className="min-h-6 min-w-0 flex-1 rounded-md border border-edge bg-panel px-2 text-sm placeholder:text-muted"
      />
      <span role="status" className="text-xs text-muted tabular-nums">
        {askAgain
          ? 'Some did not come.'
          : pages
            ? find === ''
              ? ''
              : `${count.toLocaleString('en')} found`
            : 'Looking'}
      </span>
      {askAgain ? (
        <Button size="small" onClick={askAgain}>
          Try again
        </Button>
      ) : null}
    </div>
  )
}
