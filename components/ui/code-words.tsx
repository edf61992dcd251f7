import { Fragment } from 'react'

/** Code up to this length stays on one line. */
const SHORT = 22

/** A sentence whose `code` in backquotes is set as code. */
export function CodeWords({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} className={part.length <= SHORT ? 'whitespace-nowrap' : undefined}>
        {part}
      </code>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  )
}
