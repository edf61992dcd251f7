import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { FIELD_LOOK } from './field-look'
import type { Draft } from './request-draft'

const COMMON = ['Accept', 'Content-Type', 'Cookie', 'X-Forwarded-Proto', 'Origin']

/** Headers added to the request by hand. The jar adds Cookie itself. */
export function HeaderEditor({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const set = (headers: Draft['headers']) => onChange({ ...draft, headers })
  const edit = (index: number, part: Partial<Draft['headers'][number]>) =>
    set(draft.headers.map((header, at) => (at === index ? { ...header, ...part } : header)))
  return (
    <div className="mt-1 grid gap-1.5">
      <p className="text-xs text-muted">The jar adds Cookie by itself. A Cookie typed here is sent as well.</p>
      {draft.headers.map((header, index) => (
        <div key={index} className="grid grid-cols-[2fr_3fr_auto] gap-1">
          <input
            aria-label={`Name of header ${String(index + 1)}`}
            list="header-names"
            placeholder="Name"
            value={header.name}
            onChange={(event) => edit(index, { name: event.target.value })}
            className={FIELD_LOOK}
          />
          <input
            aria-label={`Value of header ${String(index + 1)}`}
            placeholder="Value"
            value={header.value}
            onChange={(event) => edit(index, { value: event.target.value })}
            className={FIELD_LOOK}
          />
          <IconButton
            label={`Remove header ${header.name || String(index + 1)}`}
            onClick={() => set(draft.headers.filter((_, at) => at !== index))}
          >
            <X aria-hidden size={14} />
          </IconButton>
        </div>
      ))}
      <datalist id="header-names">
        {COMMON.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button
        size="small"
        kind="quiet"
        className="-ml-2 justify-self-start"
        onClick={() => set([...draft.headers, { name: '', value: '' }])}
      >
        <Plus aria-hidden size={13} /> Add a header
      </Button>
    </div>
  )
}
