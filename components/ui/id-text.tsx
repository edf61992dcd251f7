import { Fragment } from 'react'
import { sessionName } from '@/protocol/session-name'

interface Props {
  text: string
  /** The session ids there are; those that stand in the text get their colour. */
  sids: ReadonlySet<string>
}

/** Text of a machine with every session id in it in that session's colour. */
export function IdText({ text, sids }: Props) {
  return split(text, sids).map((part, index) =>
    sids.has(part) ? (
      <span
        key={index}
        data-hue={sessionName(part).hue}
        data-sid={part}
        title={`Session ${sessionName(part).short}`}
        className="rounded-[3px] bg-hue-soft px-[0.15em] font-semibold text-hue"
      >
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  )
}

function split(text: string, sids: ReadonlySet<string>): string[] {
  const inside = [...sids].filter((sid) => sid.length >= SHORTEST && text.includes(sid))
  if (inside.length === 0) return [text]
  // The longest first: one id may begin another.
  const words = inside.sort((a, b) => b.length - a.length).map((sid) => sid.replace(/[^\w]/g, '\\$&'))
  return text.split(new RegExp(`(${words.join('|')})`))
}

/** Shorter words would be found where no id is meant. */
const SHORTEST = 6
