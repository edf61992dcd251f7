'use client'

import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { useClock } from '@/components/hooks/use-clock'
import { Button } from '@/components/ui/button'
import { PanelSection } from '@/components/ui/panel-card'
import { byteCount } from '@/components/ui/time-words'
import type { BrowserMoment } from '@/protocol/model/views'
import { JarCookieView } from './jar-cookie'
import { JarRefusals } from './jar-refusals'
import { lastVerdict, refusals } from './jar-verdicts'

/** A browser's cookies at the cursor, HttpOnly included, each with the jar's last word about it. */
export function Jar({ browser }: { browser: BrowserMoment }) {
  const exchanges = useLab((lab) => lab.trace.exchanges)
  const cursor = useLab((lab) => lab.moment.cursor)
  const actions = useLabActions()
  const now = useJarClock()
  const { cookies } = browser
  const bytes = cookies.reduce((sum, cookie) => sum + cookie.bytes, 0)
  return (
    <PanelSection
      place="jar"
      title="Cookie jar"
      aside={
        cookies.length > 0 ? (
          <>
            <span className="text-xs text-muted tabular-nums">{byteCount(bytes)}</span>
            <Button
              size="small"
              kind="quiet"
              className="-mr-2"
              onClick={() => void actions.clearCookies(browser.name)}
            >
              Clear
            </Button>
          </>
        ) : null
      }
    >
      {cookies.length === 0 ? <p className="text-sm text-muted">{emptyWords(browser)}</p> : null}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
        {cookies.map((cookie) => (
          <JarCookieView
            key={`${cookie.name};${cookie.domain};${cookie.path}`}
            cookie={cookie}
            change={changeOf(browser, cookie)}
            verdict={lastVerdict(exchanges, browser.name, cookie.name, cursor)}
            now={now}
          />
        ))}
      </ul>
      <JarRefusals verdicts={refusals(browser.exchange, cursor)} />
    </PanelSection>
  )
}

function emptyWords({ exchange, cookiesBefore }: BrowserMoment): string {
  if (cookiesBefore.length > 0) return 'Empty now. What the server keeps is another matter.'
  return exchange ? 'Empty: no cookie has been kept.' : 'Empty. A cookie that a response sets is kept here.'
}

function changeOf(
  browser: BrowserMoment,
  cookie: BrowserMoment['cookies'][number],
): 'same' | 'new' | 'replaced' {
  if (browser.cookies === browser.cookiesBefore) return 'same'
  const before = browser.cookiesBefore.find(
    (one) => one.name === cookie.name && one.domain === cookie.domain && one.path === cookie.path,
  )
  if (!before) return 'new'
  return before.value === cookie.value && before.expires === cookie.expires ? 'same' : 'replaced'
}

function useJarClock(): number | null {
  const cursor = useLab((lab) => lab.cursor)
  const events = useLab((lab) => lab.trace.events)
  const offsetMs = useLab((lab) => lab.moment.clockOffsetMs)
  return useClock({ cursor, events, offsetMs })
}
