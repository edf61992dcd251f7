'use client'

import { ChevronDown } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { Popover } from '@/components/ui/popover'
import type { EngineSource, EngineView } from '@/protocol/engine'
import { sourceWords } from './engine-words'

interface Props {
  source: EngineSource
  login: EngineView['login']
}

/** Which server serves, in the card's head; on a press why, how the app reaches it, and how to get the real one. */
export default function SourcePopover({ source, login }: Props) {
  const standIn = source.from === 'stand-in'
  return (
    <Popover
      label={`What serves: ${source.name}`}
      align="end"
      className="w-80 max-w-[calc(100vw-1rem)] rounded-xl px-4 py-3 text-sm"
      trigger={(opens) => (
        <button
          {...opens}
          type="button"
          className={classNames(
            'inline-flex min-h-6 max-w-full items-center gap-0.5 rounded px-1.5 align-middle text-sm',
            standIn ? 'bg-warn-soft text-warn' : '-ml-1.5 hover:bg-soft hover:text-ink',
          )}
        >
          <span className="truncate">{sourceWords(source)}</span>
          <ChevronDown aria-hidden size={13} className="shrink-0" />
        </button>
      )}
    >
      {() => (
        <>
          <span className="block font-semibold">{source.name}</span>
          <span className="mt-1 block text-muted">{source.why}</span>
          {source.hint ? (
            <span className="mt-2 block">
              <b className="font-semibold">To get the real one: </b>
              {source.hint}
            </span>
          ) : null}
          <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-muted">
            <Fact name="Address" value={source.address} />
            {login?.user ? <Fact name="User" value={login.user} /> : null}
            {login?.database ? <Fact name="Database" value={login.database} /> : null}
          </dl>
        </>
      )}
    </Popover>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="font-mono text-xs leading-5 [overflow-wrap:anywhere] text-ink">{value}</dd>
    </>
  )
}
