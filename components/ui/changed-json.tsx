import { Fragment, type ReactNode } from 'react'
import { leafText, type DiffEntry, type ValueDiff } from './value-diff'

/** A JSON value laid out in lines, with what changed marked where it changed. */
export function ChangedJson({ diff }: { diff: ValueDiff }) {
  return (
    <pre className="font-mono text-xs leading-[1.7] break-words whitespace-pre-wrap [overflow-wrap:anywhere]">
      <Value diff={diff} indent={0} />
    </pre>
  )
}

function Value({ diff, indent }: { diff: ValueDiff; indent: number }): ReactNode {
  if (diff.kind === 'leaf') return <ChangedLeaf diff={diff} />
  const [open, close] = diff.list ? ['[', ']'] : ['{', '}']
  if (diff.entries.length === 0) return `${open}${close}`
  const line = inline(diff, indent)
  if (line !== null) return line
  const last = diff.entries.findLastIndex((entry) => entry.diff.change !== 'removed')
  return (
    <>
      {`${open}\n`}
      {diff.entries.map((entry, index) => (
        <Fragment key={entry.key}>
          <Entry entry={entry} list={diff.list} indent={indent + 1} comma={index < last} />
          {'\n'}
        </Fragment>
      ))}
      {`${'  '.repeat(indent)}${close}`}
    </>
  )
}

/** Small unchanged branches stand in one line, so that what changed stays in sight. */
function inline({ list, change, entries }: Branch, indent: number): string | null {
  if (change !== 'same' || indent === 0) return null
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
  indent: number
  comma: boolean
}

function Entry({ entry: { key, diff }, list, indent, comma }: EntryProps) {
  const name = list ? '' : `${JSON.stringify(key)}: `
  const line = (
    <>
      <span className="text-muted">{name}</span>
      <Value diff={diff} indent={indent} />
    </>
  )
  return (
    <>
      {'  '.repeat(indent)}
      {diff.kind === 'branch' && diff.change === 'removed' ? <del>{line}</del> : line}
      {comma && diff.change !== 'removed' ? ',' : ''}
    </>
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
