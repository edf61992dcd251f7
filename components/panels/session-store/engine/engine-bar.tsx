'use client'

import { useState } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { EngineView } from '@/protocol/engine'
import { ENGINE_NAMES } from '@/protocol/engine-name'
import { stateWords } from './engine-words'
import { isDown } from './is-down'
import { LatencyPopover } from './latency-popover'

type Action = 'start' | 'stop' | 'restart'

/** An engine's state and its buttons: stop it as if its machine had died, start it, make it slow. */
export function EngineBar({ engine }: { engine: EngineView }) {
  const actions = useLabActions()
  const [busy, setBusy] = useState(false)
  const words = stateWords(engine)
  const { kind } = engine.source
  const down = isDown(engine)
  const act = (action: Action) => {
    setBusy(true)
    void actions.changeEngine(kind, action).finally(() => setBusy(false))
  }
  // Whoever presses a button keeps it: none goes, and none takes the focus away by being disabled.
  const button = (action: Action, text: string, title: string, held = busy) => (
    <Button
      size="small"
      kind={action === 'stop' ? 'quiet' : 'plain'}
      held={held}
      title={title}
      aria-label={`${text} ${ENGINE_NAMES[kind]}`}
      onClick={() => act(action)}
    >
      {text}
    </Button>
  )
  return (
    <div data-place="engine" className="border-b px-3 py-1.5">
      <div className="flex flex-wrap items-center gap-1">
        {down
          ? button('start', 'Start', 'Starts the server; connections are served again')
          : button('restart', 'Restart', 'Ends the server and starts it again')}
        {button('stop', 'Stop', 'Ends the server, as if its machine had died', busy || down)}
        <LatencyPopover engine={engine} />
        <span
          role="status"
          className={classNames('ml-auto inline-flex items-center gap-1.5 text-sm', TONES[words.tone])}
        >
          <span aria-hidden className="size-2 shrink-0 rounded-full bg-current" />
          {words.word}
        </span>
      </div>
      {words.sentence === null || words.word === 'slow' ? null : (
        <p className={classNames('mt-1 text-sm', words.tone === 'bad' ? 'text-bad' : 'text-muted')}>
          {words.sentence}
        </p>
      )}
    </div>
  )
}

const TONES = { good: 'text-ok', attention: 'text-warn', bad: 'text-bad', quiet: 'text-muted' }
