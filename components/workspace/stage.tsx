import { BrowserPanel } from '@/components/panels/browsers/browser-panel'
import { ServerPanel } from '@/components/panels/server/server-panel'
import { StorePanel } from '@/components/panels/session-store/store-panel'

/** The three cards, each above its lifeline. On a narrow screen they stack. */
export function Stage({ firstUrl }: { firstUrl: string }) {
  return (
    <div className="grid min-h-0 flex-1 gap-3 max-md:auto-rows-max max-md:overflow-y-auto md:grid-cols-3 md:grid-rows-[minmax(0,1fr)]">
      <BrowserPanel firstUrl={firstUrl} />
      <ServerPanel />
      <StorePanel />
    </div>
  )
}
