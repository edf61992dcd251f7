'use client'

import { FilePlus2, PencilLine, Trash2 } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { IconButton } from '@/components/ui/icon-button'
import { TAB_LOOK } from '@/components/ui/tabs'
import { FileName } from './file-name'

/** The app's files as tabs; the entry file first. */
export function FileTabs({ onRemove }: { onRemove: (path: string) => void }) {
  const files = useLab((lab) => lab.files)
  const entry = useLab((lab) => lab.entry)
  const active = useLab((lab) => lab.activeFile)
  const { openFile, addFile, renameFile } = useLabActions()
  const [naming, setNaming] = useState<'new' | 'other' | null>(null)
  const paths = [entry, ...Object.keys(files).filter((path) => path !== entry)]
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = paths[(paths.indexOf(active) + by + paths.length) % paths.length]
    if (by === 0 || next === undefined) return
    event.preventDefault()
    openFile(next)
    event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-path="${next}"]`)?.focus()
  }
  return (
    <div className="flex min-w-0 items-center">
      <div role="tablist" aria-label="Files" className="flex min-w-0 overflow-x-auto [scrollbar-width:none]">
        {paths.map((path) => (
          <button
            key={path}
            type="button"
            role="tab"
            data-path={path}
            aria-selected={path === active}
            aria-controls="code-surface"
            tabIndex={path === active ? 0 : -1}
            data-state={path === active ? 'active' : 'inactive'}
            onClick={() => openFile(path)}
            onKeyDown={move}
            className={`${TAB_LOOK} min-h-9`}
          >
            {path}
          </button>
        ))}
      </div>
      {naming ? (
        <FileName
          label={naming === 'new' ? 'Name of the new file' : `New name of ${active}`}
          initial={naming === 'new' ? '' : active}
          taken={paths}
          onName={(path) => (naming === 'new' ? addFile(path) : renameFile(active, path))}
          onDone={() => setNaming(null)}
        />
      ) : (
        <IconButton label="Add a file" onClick={() => setNaming('new')}>
          <FilePlus2 aria-hidden size={14} />
        </IconButton>
      )}
      {active === entry || naming ? null : (
        <>
          <IconButton label={`Rename ${active}`} onClick={() => setNaming('other')}>
            <PencilLine aria-hidden size={14} />
          </IconButton>
          <IconButton label={`Remove ${active}`} onClick={() => onRemove(active)}>
            <Trash2 aria-hidden size={14} />
          </IconButton>
        </>
      )}
    </div>
  )
}
