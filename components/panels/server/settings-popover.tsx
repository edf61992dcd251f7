'use client'

import { ChevronDown } from 'lucide-react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Popover } from '@/components/ui/popover'
import type { Settings } from '@/protocol/workspace'

const LATENCIES = [0, 100, 500, 2000] as const

/** The sandbox's settings: how many instances, a proxy with https in front, a slow store. */
export function SettingsPopover() {
  const settings = useLab((lab) => lab.workspace?.settings ?? lab.moment.settings)
  const actions = useLabActions()
  const set = (part: Partial<Settings>) => void actions.changeSettings(part)
  return (
    <Popover
      label="Settings of the server"
      className="w-80 max-w-[calc(100vw-1rem)] rounded-xl p-4"
      trigger={(opens) => (
        <Button
          {...opens}
          size="small"
          kind="quiet"
          className="-mr-2 ml-auto"
          title="Instances, https, store latency"
        >
          Settings
          <ChevronDown aria-hidden size={13} />
        </Button>
      )}
    >
      {() => (
        <div className="grid gap-4">
          <Choice
            label="Instances"
            hint="Processes that take turns. Each has a memory of its own."
            options={[1, 2, 3].map((count) => ({ value: count, text: String(count) }))}
            value={settings.instances}
            onChange={(instances) => set({ instances })}
          />
          <Choice
            label="In front of the app"
            hint="A proxy speaks https with browsers and plain http with the app, and says so in X-Forwarded-Proto."
            options={[
              { value: false, text: 'Nothing, http' },
              { value: true, text: 'Proxy with https' },
            ]}
            value={settings.https}
            onChange={(https) => set({ https })}
          />
          <Choice
            label="Store answers after"
            hint="Added to every store operation."
            options={LATENCIES.map((ms) => ({
              value: ms,
              text: ms === 0 ? 'at once' : ms < 1000 ? `${String(ms)} ms` : `${String(ms / 1000)} s`,
            }))}
            value={settings.storeLatencyMs}
            onChange={(storeLatencyMs) => set({ storeLatencyMs })}
          />
        </div>
      )}
    </Popover>
  )
}
