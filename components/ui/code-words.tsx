import { Fragment } from 'react'

/** A sentence whose `code` in backquotes is set as code. */
export function CodeWords({ text }: { text: string }) {
  return text
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>,
    )
}
