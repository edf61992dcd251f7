'use client'

import { Play, RotateCcw } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { fetched } from '@/components/ui/fetched'
import { IconButton } from '@/components/ui/icon-button'
import type { Files } from '@/protocol/workspace'
import { CodeSurface } from './code-surface'
import { FileTabs } from './file-tabs'
import { SavingState } from './saving-state'

// Dialogs and the diff are fetched when they are asked for: the first screen does without them.
const CompareDialog = fetched(() => import('./compare-dialog'))
const ResetDialog = fetched(() => import('./reset-dialog'))
const RemoveDialog = fetched(() => import('./remove-dialog'))

interface Props {
  /** The workspace's label, under which drafts are kept. */
  label: string
  starter: Files
  entry: string
  solution: Files | null
}

/** The learner's code: files, editor, Run, and the ways back. */
export function EditorPanel({ label, starter, entry, solution }: Props) {
  const [comparing, setComparing] = useState(false)
  const [resetting, setResetting] = useState(false)
  const [removing, setRemoving] = useState<string | null>(null)
  return (
    <div data-place="editor" className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-1.5 border-b bg-panel pr-4 pl-1.5">
        <FileTabs onRemove={setRemoving} />
        <span className="flex-1" />
        <SavingState />
        <IconButton label="Reset to the starting code" onClick={() => setResetting(true)}>
          <RotateCcw aria-hidden size={14} />
        </IconButton>
        {solution ? (
          <Button size="small" title="Your code beside the solution" onClick={() => setComparing(true)}>
            Compare
          </Button>
        ) : null}
        <RunButton />
      </div>
      <CodeSurface label={label} entry={entry} text={starter[entry] ?? ''} />
      <Suspense>
        {comparing && solution ? (
          <CompareDialog solution={solution} onClose={() => setComparing(false)} />
        ) : null}
        {resetting ? (
          <ResetDialog label={label} starter={starter} entry={entry} onClose={() => setResetting(false)} />
        ) : null}
        {removing === null ? null : (
          <RemoveDialog label={label} path={removing} onClose={() => setRemoving(null)} />
        )}
      </Suspense>
    </div>
  )
}

function RunButton() {
  const running = useLab((lab) => lab.running)
  const stale = useLab((lab) => lab.stale)
  const ready = useLab((lab) => lab.workspace !== null)
  const { run } = useLabActions()
  return (
    <Button
      size="small"
      kind="primary"
      data-place="run"
      disabled={!ready}
      aria-busy={running}
      aria-keyshortcuts="Control+Enter Meta+Enter"
      title={
        !ready
          ? 'The lab is not connected yet'
          : stale
            ? 'The code changed since the last run. Ctrl or ⌘ with Enter.'
            : 'Ctrl or ⌘ with Enter'
      }
      onClick={() => void run()}
    >
      <Play aria-hidden size={12} className="fill-current" />
      {running ? 'Starting' : 'Run'}
      {stale && !running ? (
        <>
          <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
          <span className="sr-only">, the code changed since the last run</span>
        </>
      ) : null}
    </Button>
  )
}
