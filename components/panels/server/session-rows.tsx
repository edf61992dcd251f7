import { Fragment } from 'react'
import { ChangedLeaf } from '@/components/ui/changed-json'
import type { DiffEntry, ValueDiff } from '@/components/ui/value-diff'

interface Props {
  entries: readonly DiffEntry[]
  /** Values JSON cannot keep, by path: what they were. */
  lossy: Readonly<Record<string, string>>
  path?: string
}

/** A session's keys and values, nested ones indented, with what changed marked. */
export function SessionRows({ entries, lossy, path = '' }: Props) {
  return entries.map(({ key, diff }) => {
    const own = path === '' ? key : `${path}.${key}`
    return (
      <Fragment key={own}>
        <dt
          style={{ paddingLeft: `${String(Math.min(depth(path), DEEPEST) * 0.75)}rem` }}
          className="min-w-14 text-muted [overflow-wrap:anywhere]"
        >
          {key}
        </dt>
        <dd className="min-w-0 [overflow-wrap:anywhere]">
          <Value diff={diff} />
          {lossy[own] ? <Lossy was={lossy[own]} /> : null}
        </dd>
        {diff.kind === 'branch' ? <SessionRows entries={diff.entries} lossy={lossy} path={own} /> : null}
      </Fragment>
    )
  })
}

/** What lies deeper is not moved in further: there would be no room left for it. */
const DEEPEST = 5

const depth = (path: string): number => (path === '' ? 0 : path.split('.').length)

function Value({ diff }: { diff: ValueDiff }) {
  if (diff.kind === 'leaf') return <ChangedLeaf diff={diff} />
  if (diff.entries.length === 0) return diff.list ? '[]' : '{}'
  return diff.list ? <span className="text-muted">list of {diff.entries.length}</span> : null
}

function Lossy({ was }: { was: string }) {
  return (
    <span className="block font-sans text-xs text-warn">
      In memory: {was}. JSON cannot keep that, so the store loses it.
    </span>
  )
}
