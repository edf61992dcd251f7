'use client'

import { Play } from 'lucide-react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { CodeWords } from '@/components/ui/code-words'
import type { OptionSet, OptionValue } from '@/lessons/kit/store-option'
import { OutcomeView } from './outcome-view'
import type { Trials } from './trials'

interface Props {
  /** Unique on the page. */
  id: string
  set: OptionSet
  value: OptionValue
  trials: StoreApi<Trials>
}

/** One value: its line of code, the button that tries it, and what was seen. */
export function ValueTrial({ id, set, value, trials }: Props) {
  const busy = useStore(trials, (now) => now.busy)
  const outcome = useStore(trials, (now) => now.outcomes[id])
  const { begin } = useStore(trials, (now) => now.actions)
  const canRun = useLab((lab) => lab.connection === 'live' && !lab.running)
  const isBusy = busy === id
  return (
    <div className="mt-2.5">
      <div className="flex items-start gap-3">
        <Button
          size="small"
          aria-label={outcome && !isBusy ? `Try ${value.text}. Again` : `Try ${value.text}`}
          title={whyNot({ isElse: busy !== null && !isBusy, canRun })}
          held={busy !== null || !canRun}
          onClick={() => begin({ key: id, set, value })}
          className="w-[4.75rem]"
        >
          <Play aria-hidden size={12} className="shrink-0" />
          {isBusy ? '…' : outcome ? 'Again' : 'Try'}
        </Button>
        <code className="min-w-0 flex-1 text-sm leading-6 break-words">{value.text}</code>
      </div>
      <div role="status" className="ml-[5.5rem] text-base">
        {isBusy ? (
          <p className="mt-1 text-muted">Running your app with it, and sending requests.</p>
        ) : outcome ? (
          <OutcomeView outcome={outcome} see={value.see} against={value.against?.text ?? null} />
        ) : (
          <p className="mt-0.5 text-sm text-muted">
            <CodeWords text={value.see} />
          </p>
        )}
      </div>
    </div>
  )
}

/** Why it cannot be pressed now. */
function whyNot({ isElse, canRun }: { isElse: boolean; canRun: boolean }): string | undefined {
  if (isElse) return 'Another option is being tried. Wait until it has ended.'
  return canRun ? undefined : 'The lab is not connected, or the app is just starting.'
}
