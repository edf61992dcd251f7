import type { ReactNode } from 'react'
import { leafText, type DiffEntry, type ValueDiff } from './value-diff'

/** A JSON value laid out in lines, with what changed marked where it changed. Long lines hang under their key. */
export function ChangedJson({ diff }: { diff: ValueDiff }) {
  return (
    <div className="font-mono text-xs leading-[1.7] whitespace-pre-wrap [overflow-wrap:anywhere]">
      <Value diff={diff} depth={0} />
    </div>
  )
}

interface ValueProps {
  diff: ValueDiff
  depth: number
  /** A comma, or nothing. */
  tail?: string
}

function Value({ diff, depth, tail = '' }: ValueProps): ReactNode {
  if (diff.kind === 'leaf') {
    return (
      <>
        <ChangedLeaf diff={diff} />
        {tail}
      </>
    )
  }
  const [open, close] = diff.list ? ['[', ']'] : ['{', '}']
  if (diff.entries.length === 0) return `${open}${close}${tail}`
  const line = inline(diff, depth)
  if (line !== null) return `${line}${tail}`
  const last = diff.entries.findLastIndex((entry) => entry.diff.change !== 'removed')
  return (
    <>
      {open}
      {diff.entries.map((entry, index) => (
        <Entry key={entry.key} entry={entry} list={diff.list} depth={depth + 1} comma={index < last} />
      ))}
      <div>{`${close}${tail}`}</div>
    </>
  )
}

/** Small unchanged branches stand in one line, so that what changed stays in sight. */
function inline({ list, change, entries }: Branch, depth: number): string | null {
  if (change !== 'same' || depth === 0) return null
  const parts: string[] = []
  for (const { key, diff } of entries) {
    if (diff.kind !== 'leaf') return null
    parts.push(list ? leafText(diff.now) : `${JSON.stringify(key)}: ${leafText(diff.now)}`)
  }
  const text = parts.join(', ')
  if (text.length > INLINE) return null
  return list ? `[${text}]` : `{ ${text} }`
}
const INLINE = 100
type Branch = Extract<ValueDiff, { kind: 'branch' }>

interface EntryProps {
  entry: DiffEntry
  list: boolean
  depth: number
  comma: boolean
}

function Entry({ entry: { key, diff }, list, depth, comma }: EntryProps) {
  return (
    <div className={depth === 1 ? 'pl-[4ch] -indent-[2ch]' : 'pl-[2ch]'}>
      {list ? null : <span className="text-muted">{JSON.stringify(key)}: </span>}
      <Value diff={diff} depth={depth} tail={comma && diff.change !== 'removed' ? ',' : ''} />
    </div>
  )
}

/** One value: as it is, or old struck out and new lit. */
export function ChangedLeaf({ diff, text = leafText }: { diff: LeafDiff; text?: (value: unknown) => string }) {
  switch (diff.change) {
    case 'same':
      return text(diff.now)
    case 'added':
      return <ins>{text(diff.now)}</ins>
    case 'removed':
      return <del>{text(diff.before)}</del>
    case 'changed':
      return (
        <>
          <del>{text(diff.before)}</del> <ins>{text(diff.now)}</ins>
        </>
      )
  }
}
type LeafDiff = Extract<ValueDiff, { kind: 'leaf' }>
