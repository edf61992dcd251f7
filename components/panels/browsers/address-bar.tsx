'use client'

import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { METHODS, withMethod, type Draft } from './request-draft'

interface Props {
  who: string
  draft: Draft
  sending: boolean
  onChange: (draft: Draft) => void
  onSend: () => void
}

/** Method, path and Send. */
export function AddressBar({ who, draft, sending, onChange, onSend }: Props) {
  const id = useId()
  return (
    <form
      data-place="address"
      // A press before the page is alive would load it anew; outside of a dialog this does nothing.
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
      className="flex items-center rounded-lg border border-edge bg-panel p-0.5 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent"
    >
      <label htmlFor={`${id}-method`} className="sr-only">
        Method
      </label>
      <select
        id={`${id}-method`}
        value={draft.method}
        onChange={(event) => onChange(withMethod(draft, event.target.value))}
        className="h-7 rounded-md bg-panel pl-1.5 font-mono text-xs font-semibold outline-none hover:bg-soft focus-visible:bg-accent-soft"
      >
        {METHODS.map((method) => (
          <option key={method}>{method}</option>
        ))}
      </select>
      <label htmlFor={`${id}-url`} className="sr-only">
        Address, as {who}
      </label>
      <input
        id={`${id}-url`}
        value={draft.url}
        onChange={(event) => onChange({ ...draft, url: event.target.value })}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        placeholder="/"
        className="h-7 min-w-0 flex-1 bg-transparent px-1.5 font-mono text-sm outline-none placeholder:text-muted"
      />
      <Button
        type="submit"
        kind="primary"
        size="small"
        aria-busy={sending}
        className="h-7 aria-busy:animate-pulse"
      >
        Send
      </Button>
    </form>
  )
}
