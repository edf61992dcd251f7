'use client'

import type { ExchangeView } from '@/protocol/model/views'
import { useLab } from '@/components/sandbox/use-lab'
import { PanelCard } from '@/components/ui/panel-card'
import { AppFaultView } from './app-fault-view'
import { appWords, isUp } from './app-state'
import { Decisions } from './decisions'
import { ServerControls } from './server-controls'
import { SessionView } from './session-view'
import { settingsWords } from './settings-words'
import { StateWord } from './state-word'

/** The server at the cursor: its state, req.session before and after, and what express-session decided. */
export function ServerPanel() {
  const { app } = useLab((lab) => lab.moment)
  const exchange = useLab((lab) => lab.moment.exchange)
  const settings = useLab((lab) => lab.moment.settings)
  const words = appWords(app)
  return (
    <PanelCard title="Server" place="server" note={<StateWord tone={words.tone}>{words.state}</StateWord>}>
      <ServerControls up={isUp(app)} />
      <Line>{settingsWords(settings)}</Line>
      <Line>{words.sentence}</Line>
      {app.fault ? <AppFaultView fault={app.fault} /> : null}
      {exchange || app.state !== 'ready' ? null : (
        <p className="px-3 py-3 text-base text-muted">
          Ready for requests. Send one, and this card shows what the server made of it.
        </p>
      )}
      {app.state === 'idle' ? <NotStarted /> : null}
      {exchange ? <SessionView exchange={exchange} /> : null}
      {exchange ? <Decisions /> : null}
      <Line>{exchange ? printedWords(exchange) : null}</Line>
    </PanelCard>
  )
}

function Line({ children }: { children: string | null }) {
  return children === null ? null : (
    <p className="border-b px-3 py-2 text-sm text-muted last:border-b-0">{children}</p>
  )
}

function printedWords({ console: lines }: ExchangeView): string | null {
  if (lines.length === 0) return null
  return lines.length === 1
    ? 'It printed a line to the console.'
    : `It printed ${String(lines.length)} lines to the console.`
}

function NotStarted() {
  return (
    <div className="px-3 py-3">
      <p className="text-base">No process yet.</p>
      <p className="mt-1 max-w-[44ch] text-sm text-muted">
        Run starts your code in a Node process of its own. This card then shows req.session and every decision
        of express-session with its reason.
      </p>
    </div>
  )
}
