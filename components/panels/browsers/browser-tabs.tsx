'use client'

import { browserTitle } from '@/components/ui/browser-title'
import { useChosenInView } from '@/components/hooks/use-chosen-in-view'
import { tabProps } from '@/components/ui/tabs'
import type { BrowserMoment } from '@/protocol/model/views'
import { AddBrowser } from './add-browser'

interface Props {
  browsers: readonly BrowserMoment[]
  chosen: string
  /** Where a real tab begins. */
  firstUrl: string
  onChoose: (name: string) => void
}

/** Who asks: one tab per browser, and a button for one more. */
export function BrowserTabs({ browsers, chosen, firstUrl, onChoose }: Props) {
  const row = useChosenInView(`${chosen} ${String(browsers.length)}`)
  return (
    <>
      <div
        ref={row}
        role="tablist"
        aria-label="Browsers"
        className="flex min-w-0 overflow-x-auto py-1 pr-3 [mask-image:linear-gradient(to_right,black_calc(100%-0.75rem),transparent)] [scrollbar-width:none]"
      >
        {browsers.map((browser) => (
          <button
            key={browser.name}
            id={`browser-tab-${browser.name}`}
            {...tabProps(browser.name === chosen)}
            aria-controls="browser-in-front"
            onClick={() => onChoose(browser.name)}
            className="rounded-full px-2 py-0.5 text-sm whitespace-nowrap text-muted hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:bg-soft data-[state=active]:font-semibold data-[state=active]:text-ink"
          >
            {browserTitle(browser.name)}
            {browser.cookies === browser.cookiesBefore ? null : <ChangedDot />}
          </button>
        ))}
      </div>
      <AddBrowser taken={browsers.map((browser) => browser.name)} firstUrl={firstUrl} />
    </>
  )
}

function ChangedDot() {
  return (
    <span className="ml-1 inline-block size-1.5 rounded-full bg-ok align-middle">
      <span className="sr-only">, jar changed</span>
    </span>
  )
}
