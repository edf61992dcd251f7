'use client'

import { ChevronDown } from 'lucide-react'
import { useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Popover } from '@/components/ui/popover'
import type { EngineView } from '@/protocol/engine'
import { ENGINE_NAMES } from '@/protocol/engine-name'

const LATENCIES = [0, 50, 200, 1000, 3000] as const
const words = (ms: number): string =>
  ms === 0 ? 'none' : ms < 1000 ? `${String(ms)} ms` : `${String(ms / 1000)} s`

/** Makes an engine slow: a delay before each of its answers. */
export function LatencyPopover({ engine }: { engine: EngineView }) {
  const actions = useLabActions()
  const { kind } = engine.source
  const { latencyMs } = engine
  return (
    <Popover
      label={`Delay of ${ENGINE_NAMES[kind]}`}
      className="w-80 max-w-[calc(100vw-1rem)] rounded-xl p-4"
      trigger={(opens) => (
        <Button {...opens} size="small" kind="quiet" title="Makes every answer come later">
          {latencyMs > 0 ? <span className="text-warn">+{words(latencyMs)}</span> : 'Slow'}
          <ChevronDown aria-hidden size={13} />
        </Button>
      )}
    >
      {() => (
        <Choice
          label="Delay before each answer"
          hint="As if the server were far away or overworked. The app waits, and so does the browser."
          options={LATENCIES.map((value) => ({ value, text: words(value) }))}
          value={latencyMs}
          onChange={(ms) => void actions.slowEngine(kind, ms)}
        />
      )}
    </Popover>
  )
}
