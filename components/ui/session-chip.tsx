'use client'

import { sessionName } from '@/protocol/session-name'
import { classNames } from './class-names'
import { SessionShape } from './session-shape'
import { useCopied } from './use-copied'

const LOOK =
  'inline-flex items-center gap-[0.4em] rounded-[0.4em] bg-hue-soft px-[0.5em] py-[0.08em] align-baseline font-mono text-[0.8125em] font-semibold whitespace-nowrap text-hue'

interface Props {
  /** The bare session id, without prefix and signature. */
  sid: string
  /** A button that copies the whole id; leave it out inside another button or a row that is one. */
  copy?: boolean
  className?: string
}

/** A session's colour, shape and short name: the same wherever that session appears. */
export function SessionChip({ sid, copy = false, className }: Props) {
  const { hue, shape, short } = sessionName(sid)
  if (copy) return <CopyChip sid={sid} className={className} />
  return (
    <span data-hue={hue} data-sid={sid} title={`Session id ${sid}`} className={classNames(LOOK, className)}>
      <SessionShape shape={shape} />
      <span className="sr-only">session </span>
      {short}
    </span>
  )
}

function CopyChip({ sid, className }: { sid: string; className: string | undefined }) {
  const { hue, shape, short } = sessionName(sid)
  const { said, copy } = useCopied()
  return (
    <button
      type="button"
      data-hue={hue}
      data-sid={sid}
      title={`Session id ${sid}. Press to copy it.`}
      aria-label={`Session ${short}. Copy its id.`}
      onClick={() => copy(sid)}
      className={classNames(LOOK, 'hover:underline', className)}
    >
      <SessionShape shape={shape} />
      <span aria-live="polite">{said?.toLowerCase() ?? short}</span>
    </button>
  )
}
