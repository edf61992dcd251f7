'use client'

import { Send } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { Lab } from '@/components/sandbox/lab'
import { useLab, useLabActions, useLabStore } from '@/components/sandbox/use-lab'
import { fillIn, lastCookieHeader } from '@/protocol/fill-in'

interface Props {
  /** Path to ask for. */
  url: string
  /** The browser that sends it. */
  as: string
  method?: string
  /** A program that neither sends cookies nor keeps any. */
  withoutCookies?: boolean
  /** A Cookie header written by hand, with blanks such as `{{alice sent}}`. */
  cookies?: string
  /** A JSON body, as text. */
  json?: string
  /** What the button says. */
  label: string
}

/** A button in the text that sends one request to the learner’s app. */
export function Try({ url, as, method = 'GET', withoutCookies = false, cookies, json, label }: Props) {
  const actions = useLabActions()
  const lab = useLabStore()
  const isUp = useLab(isUpNow)
  const sending = useLab((lab) => (lab.sending[as] ?? 0) > 0)
  const initiator = { type: 'fetch', origin: 'http://monitor.example', credentials: 'omit' } as const
  const send = () => {
    // The blanks are filled from the jars as they are now, not from those that are being read.
    actions.moveCursor('live')
    const { trace, moment } = lab.getState()
    const jarOf = (name: string) => moment.browsers.find((browser) => browser.name === name)?.cookies ?? []
    const headers: [string, string][] = cookies === undefined ? [] : [['Cookie', cookies]]
    if (json !== undefined) headers.push(['Content-Type', 'application/json'])
    const request = { method, url, headers, body: json ?? null, ...(withoutCookies && { initiator }) }
    void actions.send(as, fillIn(request, jarOf, lastCookieHeader(trace.exchanges)))
  }
  return (
    <div className="my-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button disabled={!isUp || sending} onClick={send}>
        <Send aria-hidden size={14} />
        {label}
      </Button>
      <span className="text-sm text-muted">
        {isUp ? (
          <>
            <code>
              {method} {url}
            </code>
            {json === undefined ? null : (
              <>
                {' '}
                with <code>{json}</code>
              </>
            )}
            {withoutCookies ? ', without cookies' : null}
            {cookies === undefined ? null : ', with a Cookie header written by hand'}
          </>
        ) : (
          'Press Run first.'
        )}
      </span>
    </div>
  )
}

/** Now, also while an earlier moment is being read. */
const isUpNow = ({ workspace, connection }: Lab): boolean =>
  workspace !== null && workspace.state !== 'idle' && connection === 'live'
