'use client'

import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { SettingsPopover } from './settings-popover'

/** Run or Restart, Crash and Stop; and the settings of the sandbox. Whoever presses a button keeps it, and the focus with it. */
export function ServerControls({ up }: { up: boolean }) {
  const actions = useLabActions()
  const running = useLab((lab) => lab.running)
  const ready = useLab((lab) => lab.workspace !== null)
  return (
    <div className="flex flex-wrap items-center gap-1 border-b px-3 py-1.5">
      <Button
        size="small"
        held={!ready || running}
        onClick={() => void (up ? actions.restart() : actions.run())}
        title={runTitle({ up, ready, running })}
      >
        {up ? 'Restart' : running ? 'Starting' : 'Run'}
      </Button>
      <Button
        size="small"
        held={!up}
        onClick={() => void actions.crash()}
        title={up ? 'kill -9: the process ends at once' : NO_PROCESS}
      >
        Crash
      </Button>
      <Button
        size="small"
        kind="quiet"
        held={!up}
        onClick={() => void actions.stop()}
        title={up ? 'Ends the process politely' : NO_PROCESS}
      >
        Stop
      </Button>
      <SettingsPopover />
    </div>
  )
}

const NO_PROCESS = 'There is no process to end'

function runTitle({ up, ready, running }: { up: boolean; ready: boolean; running: boolean }): string {
  if (running) return 'The app is just starting'
  if (!ready) return 'The lab is not connected yet'
  return up ? 'A new process, the same files' : 'Saves the files and starts the app'
}
