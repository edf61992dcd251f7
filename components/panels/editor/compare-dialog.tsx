'use client'

import { useEffect, useRef, useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { Files } from '@/protocol/workspace'

/** The learner's code beside the solution. Nothing is replaced. */
export default function CompareDialog({ solution, onClose }: { solution: Files; onClose: () => void }) {
  const files = useLab((lab) => lab.files)
  const active = useLab((lab) => lab.activeFile)
  const paths = Object.keys(solution)
  const [path, setPath] = useState(paths.includes(active) ? active : (paths[0] ?? active))
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="Your code and the solution"
      description="Your code is on the left, the solution on the right. Nothing is changed."
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {paths.length > 1 ? (
        <div className="mb-2 flex gap-1">
          {paths.map((name) => (
            <Button key={name} size="small" aria-pressed={name === path} onClick={() => setPath(name)}>
              {name}
            </Button>
          ))}
        </div>
      ) : null}
      <Diff key={path} mine={files[path] ?? ''} theirs={solution[path] ?? ''} />
    </Dialog>
  )
}

function Diff({ mine, theirs }: { mine: string; theirs: string }) {
  const host = useRef<HTMLDivElement>(null)
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let ended = false
    let undo = () => {}
    void import('./monaco/mount-diff').then(({ mountDiff }) => {
      if (ended || !host.current) return
      undo = mountDiff(host.current, mine, theirs)
      setReady(true)
    })
    return () => {
      ended = true
      undo()
    }
  }, [mine, theirs])
  return (
    <div className="relative h-[60dvh] overflow-hidden rounded-lg border bg-code">
      {ready ? null : <Skeleton lines={8} className="absolute inset-4" />}
      <div ref={host} className="absolute inset-0" />
    </div>
  )
}
