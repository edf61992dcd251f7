'use client'

import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { SettingsPopover } from './settings-popover'

/** Run, or Restart, Crash and Stop; and the settings of the sandbox. */
export function ServerControls({ up }: { up: boolean }) {
  const actions = useLabActions()
  const running = useLab((lab) => lab.running)
  const ready = useLab((lab) => lab.workspace !== null)
  return (
    <div className="flex flex-wrap items-center gap-1 border-b px-3 py-1.5">
      {up ? (
        <>
          <Button
            size="small"
            onClick={() => void actions.restart()}
            disabled={running}
            title={running ? 'The app is just starting' : 'A new process, the same files'}
          >
            Restart
          </Button>
          <Button size="small" onClick={() => void actions.crash()} title="kill -9: the process ends at once">
            Crash
          </Button>
          <Button
            size="small"
            kind="quiet"
            onClick={() => void actions.stop()}
            title="Ends the process politely"
          >
            Stop
          </Button>
        </>
      ) : (
        <Button
          size="small"
          onClick={() => void actions.run()}
          disabled={!ready || running}
          title={ready ? 'Saves the files and starts the app' : 'The lab is not connected yet'}
        >
          {running ? 'Starting' : 'Run'}
        </Button>
      )}
      <SettingsPopover />
    </div>
  )
}
