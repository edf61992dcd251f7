'use client'

import { Button } from '@/components/ui/button'
import { PanelCard, PanelSection } from '@/components/ui/panel-card'
import { AddressBar } from './address-bar'
import { browserTitle } from '@/components/ui/browser-title'
import { BrowserTabs } from './browser-tabs'
import { Jar } from './jar'
import { PageView } from './page-view'
import { RequestEditors } from './request-editors'
import { useBrowser } from './use-browser'

const FIRST = ['alice', 'bob']

/** The browsers at the cursor: who asks, what is asked, the page that came back, and the jar. */
export function BrowserPanel({ firstUrl = '/' }: { firstUrl?: string }) {
  const { browsers, browser, draft, setDraft, sending, actions, send, submit } = useBrowser(firstUrl)
  const title = browserTitle(browser.name)
  return (
    <div className="h-full min-h-0">
      <PanelCard
        title="Browsers"
        place="browser"
        aside={
          <BrowserTabs
            browsers={browsers}
            chosen={browser.name}
            firstUrl={firstUrl}
            onChoose={actions.chooseBrowser}
          />
        }
      >
        <div
          id="browser-in-front"
          role="tabpanel"
          aria-labelledby={`browser-tab-${browser.name}`}
          tabIndex={-1}
          className="flex flex-1 flex-col"
        >
          <PanelSection>
            {browser.real ? (
              <p className="text-sm text-muted">
                A real browser tab. It sends its own requests; watch them here.
              </p>
            ) : (
              <>
                <AddressBar who={title} draft={draft} sending={sending} onChange={setDraft} onSend={submit} />
                <RequestEditors key={browser.name} browser={browser.name} draft={draft} onChange={setDraft} />
              </>
            )}
            <PageView exchange={browser.exchange} who={title} onNavigate={send} />
          </PanelSection>
          {browser.real ? (
            <p className="px-3 py-2.5 text-sm text-muted">
              Its jar belongs to that browser. The Cookie header of each request shows what it held.
            </p>
          ) : (
            <Jar key={browser.name} browser={browser} />
          )}
          {browser.real || FIRST.includes(browser.name) ? null : (
            <Button
              size="small"
              kind="quiet"
              className="m-1.5 self-start"
              onClick={() => void actions.removeBrowser(browser.name)}
            >
              Remove {title}
            </Button>
          )}
        </div>
      </PanelCard>
    </div>
  )
}
