import type { Comparison, Contestant } from '@/lessons/kit/comparison'
import type { Row } from './measure'

export interface Detail {
  contestant: string
  /** A question’s id, or `diff`. */
  what: string
}

interface Props {
  detail: Detail | null
  comparison: Pick<Comparison, 'questions' | 'contestants'>
  rows: Readonly<Record<string, Row>>
}

/** Below the table: every trouble there was, and what the pressed cell rests on, or the diff of a storage. */
export function DetailLine({ detail, comparison: { questions, contestants }, rows }: Props) {
  const contestant = contestants.find(({ id }) => id === detail?.contestant)
  const question = questions.find(({ id }) => id === detail?.what)
  const cell = contestant && question ? rows[contestant.id]?.cells[question.id] : undefined
  return (
    <>
      <ul className="mt-2 text-sm text-warn empty:hidden">
        {contestants.map(({ id, name }) =>
          rows[id]?.trouble ? (
            <li key={id}>
              {name}: {rows[id].trouble}
            </li>
          ) : null,
        )}
      </ul>
      <div role="status" className="mt-2 min-h-[3lh] text-sm text-muted">
        {contestant && detail?.what === 'diff' ? <Diff contestant={contestant} /> : null}
        {contestant && question && cell ? (
          <p>
            <strong className="font-semibold text-ink">
              {contestant.name}, {question.title}:
            </strong>{' '}
            {cell.because} <span className="block">{question.means}</span>
          </p>
        ) : null}
      </div>
    </>
  )
}

function Diff({ contestant: { name, edits } }: { contestant: Contestant }) {
  if (edits.length === 0) return <p>{name} is what the lesson begins with.</p>
  return (
    <figure>
      <figcaption>
        All that differs from the first row, in <code>{edits[0]?.file}</code>:
      </figcaption>
      {edits.map(({ find, replace }) => (
        <pre key={find} className="mt-1 overflow-x-auto rounded border text-sm">
          <del className="block bg-del px-2 text-del-ink no-underline">- {find}</del>
          <ins className="block bg-add px-2 text-add-ink no-underline">+ {replace}</ins>
        </pre>
      ))}
    </figure>
  )
}
