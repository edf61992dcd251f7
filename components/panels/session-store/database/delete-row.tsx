'use client'

import { X } from 'lucide-react'
import { useLabActions } from '@/components/sandbox/use-lab'
import { IconButton } from '@/components/ui/icon-button'
import type { StoreMoment } from '@/protocol/model/views'
import { sessionName } from '@/protocol/session-name'
import { focusStays } from '../focus-stays'

/** Deletes one row of the real table. */
export function DeleteRow({ store, sid }: { store: Pick<StoreMoment, 'kind' | 'engine'>; sid: string }) {
  const actions = useLabActions()
  return (
    <IconButton
      label={`Delete the row of session ${sessionName(sid).short}`}
      title="Deletes the row in the real table. The browser keeps its cookie."
      onClick={(event) => focusStays(event.currentTarget, actions.removeRecord(store.kind, sid, store.engine))}
      className="text-muted hover:text-bad"
    >
      <X aria-hidden size={14} />
    </IconButton>
  )
}
