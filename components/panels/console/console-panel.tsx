'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { appWords } from './app-words'
import { consoleEntries, type ConsoleEntry } from './console-entries'
import { ConsoleList } from './console-list'

/** Under the code: how the app is, and what it printed. Opens by itself when the app could not start. */
export function ConsolePanel() {
  const [thisRun, setThisRun] = useState(true)
  const [choice, setChoice] = useState<boolean | null>(null)
  const app = useLab((lab) => lab.moment.app)
  const events = useLab((lab) => lab.trace.events)
  const cursor = useLab((lab) => lab.moment.cursor)
  const entries = useMemo(() => consoleEntries(events, cursor, thisRun), [events, cursor, thisRun])
  const troubled = app.state === 'failed' || (app.state === 'crashed' && entries.some(isFault))
  const [wasTroubled, setWasTroubled] = useState(troubled)
  if (troubled !== wasTroubled) {
    setWasTroubled(troubled)
    // Closed by hand, it stays so until there is something new to say.
    if (troubled && choice === false) setChoice(null)
  }
  const open = choice ?? troubled
  const { text, tone } = appWords(app)
  return (
    <section
      aria-label="Console"
      data-place="console"
      className={classNames('flex shrink-0 flex-col border-t bg-panel', open && 'h-[min(14rem,45%)]')}
    >
      <div className="flex h-9 shrink-0 items-center gap-2 px-3 text-sm">
        <span
          aria-hidden="true"
          data-tone={tone}
          className="size-2 rounded-full bg-edge data-[tone=bad]:bg-bad data-[tone=good]:bg-ok"
        />
        <span role="status" className={tone === 'bad' ? 'text-bad' : 'text-muted'}>
          {text}
        </span>
        <span className="flex-1" />
        {open ? (
          <label className="flex items-center gap-1.5 text-muted">
            <input type="checkbox" checked={thisRun} onChange={(event) => setThisRun(event.target.checked)} />
            This run only
          </label>
        ) : null}
        <Button kind="quiet" size="small" aria-expanded={open} onClick={() => setChoice(!open)}>
          Console{entries.length > 0 ? ` (${String(entries.length)})` : ''}
          {open ? <ChevronDown aria-hidden size={14} /> : <ChevronUp aria-hidden size={14} />}
        </Button>
      </div>
      {open ? <ConsoleList entries={entries} /> : null}
    </section>
  )
}

const isFault = ({ kind }: ConsoleEntry) => kind === 'fault'
