'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ChangedJson } from '@/components/ui/changed-json'
import { diffValues } from '@/components/ui/value-diff'
import type { RecordMoment } from '@/protocol/model/views'
import type { CookieFacts } from './cookie-facts'

/** What the cookie says once decoded or opened, with changes marked; below it the value as it travels. */
export function CookieData({ record, facts }: { record: RecordMoment; facts: CookieFacts }) {
  const [raw, setRaw] = useState(false)
  const { record: now, recordBefore: before, change } = record
  const shown = now ?? before
  if (!shown) return null
  const old = change === 'changed' && before && isObject(before.data) ? before.data : shown.data
  return (
    <div className={now ? '' : 'text-muted'}>
      {shown.data === null ? (
        <p className="text-sm text-muted">
          {facts.sealed ? 'Sealed, and not to be opened' : 'Not to be read'}
          {facts.opened ? `: ${facts.opened.replace(/^no: /, '')}` : ''}.
        </p>
      ) : (
        <ChangedJson diff={diffValues(old, shown.data)} />
      )}
      <Button size="small" kind="quiet" className="mt-1 -ml-2" aria-expanded={raw} onClick={() => setRaw(!raw)}>
        {raw ? 'Hide the value' : 'As it travels'}
      </Button>
      {raw ? (
        <p className="rounded-md bg-soft p-2 font-mono text-xs leading-[1.6] break-all text-muted">
          {shown.raw}
        </p>
      ) : null}
    </div>
  )
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
