'use client'

import { Send } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'

interface Props {
  /** Path to ask for. */
  url: string
  /** The browser that sends it. */
  as: string
  method?: string
  /** A program that neither sends cookies nor keeps any. */
  withoutCookies?: boolean
  /** What the button says. */
  label: string
}

/** A button in the text that sends one request to the learner’s app. */
export function Try({ url, as, method = 'GET', withoutCookies = false, label }: Props) {
  const actions = useLabActions()
  const isUp = useLab((lab) => lab.moment.app.state !== 'idle' && lab.connection === 'live')
  const sending = useLab((lab) => (lab.sending[as] ?? 0) > 0)
  const initiator = { type: 'fetch', origin: 'http://monitor.example', credentials: 'omit' } as const
  return (
    <div className="my-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        disabled={!isUp || sending}
        onClick={() => void actions.send(as, { method, url, ...(withoutCookies && { initiator }) })}
      >
        <Send aria-hidden size={14} />
        {label}
      </Button>
      <span className="text-sm text-muted">
        {isUp ? (
          <>
            <code>
              {method} {url}
            </code>
            {withoutCookies ? ', without cookies' : null}
          </>
        ) : (
          'Press Run first.'
        )}
      </span>
    </div>
  )
}
