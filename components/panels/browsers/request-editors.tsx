'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { BodyEditor } from './body-editor'
import { HeaderEditor } from './header-editor'
import { History } from './history'
import type { Draft } from './request-draft'

type Drawer = 'headers' | 'body' | 'history'

interface Props {
  browser: string
  draft: Draft
  onChange: (draft: Draft) => void
}

/** What an address bar does not show: headers, body, and what was sent before. One drawer is open at a time. */
export function RequestEditors({ browser, draft, onChange }: Props) {
  const [chosen, setChosen] = useState<Drawer | null>(null)
  const open = chosen ?? (draft.bodyKind === 'none' ? null : 'body')
  const headers = draft.headers.filter((header) => header.name.trim() !== '').length
  const drawers: [Drawer, string][] = [
    ['headers', headers > 0 ? `Headers ${String(headers)}` : 'Headers'],
    [
      'body',
      draft.bodyKind === 'none' ? 'Body' : `Body ${draft.bodyKind === 'json' ? 'JSON' : draft.bodyKind}`,
    ],
    ['history', 'History'],
  ]
  return (
    <div className="mt-1">
      <div className="-ml-2 flex gap-0.5">
        {drawers.map(([drawer, label]) => (
          <Button
            key={drawer}
            size="small"
            kind="quiet"
            aria-expanded={open === drawer}
            className="aria-expanded:text-ink aria-expanded:underline aria-expanded:decoration-accent aria-expanded:decoration-2 aria-expanded:underline-offset-4"
            onClick={() => setChosen(open === drawer ? null : drawer)}
          >
            {label}
          </Button>
        ))}
      </div>
      {open === 'headers' ? <HeaderEditor draft={draft} onChange={onChange} /> : null}
      {open === 'body' ? <BodyEditor draft={draft} onChange={onChange} /> : null}
      {open === 'history' ? (
        <History
          browser={browser}
          onChoose={(chosenDraft) => {
            onChange(chosenDraft)
            setChosen(null)
          }}
        />
      ) : null}
    </div>
  )
}
