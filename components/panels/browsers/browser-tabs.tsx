'use client'

import * as Tabs from 'radix-ui/tabs'
import { capitalised } from '@/components/ui/capitalised'
import type { BrowserMoment } from '@/protocol/model/views'
import { AddBrowser } from './add-browser'

/** What a browser is called on its tab. */
export const browserTitle = ({ name, real }: Pick<BrowserMoment, 'name' | 'real'>): string =>
  real ? 'Real tab' : capitalised(name)

/** Who asks: one tab per browser, and a button for one more. */
export function BrowserTabs({ browsers }: { browsers: readonly BrowserMoment[] }) {
  return (
    <>
      <Tabs.List aria-label="Browsers" className="flex min-w-0 overflow-x-auto py-1 [scrollbar-width:none]">
        {browsers.map((browser) => (
          <Tabs.Trigger
            key={browser.name}
            value={browser.name}
            className="rounded-full px-2 py-0.5 text-sm whitespace-nowrap text-muted hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:bg-soft data-[state=active]:font-semibold data-[state=active]:text-ink"
          >
            {browserTitle(browser)}
            {browser.cookies === browser.cookiesBefore ? null : <ChangedDot />}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <AddBrowser taken={browsers.map((browser) => browser.name)} />
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
