'use client'

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { StoreMoment } from '@/protocol/model/views'
import type { StoreRecord } from '@/protocol/snapshot'
import { readEdited } from './edited-json'

interface Props {
  store: Pick<StoreMoment, 'kind' | 'engine'>
  record: StoreRecord
  /** What is true of this record when it is changed by hand. */
  warning?: string
  onClose: () => void
}

/** A record's data as text to change. Saving puts it into the real store; Escape and Cancel leave everything as it was. */
export default function RecordEditor({ store, record, warning, onClose }: Props) {
  const actions = useLabActions()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [text, setText] = useState(() => JSON.stringify(record.data, null, 2))
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  // Whoever pressed Edit wants to type, and to see Save.
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const edited = readEdited(text)
  const problem = edited.ok ? refused : edited.problem
  const save = async () => {
    if (!edited.ok || saving) return
    setSaving(true)
    const fault = await actions.editRecord(store.kind, record.sid, edited.value, store.engine)
    setSaving(false)
    if (fault === null) onClose()
    else setRefused(fault)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      ref={form}
      className="scroll-m-2"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label htmlFor={id} className="sr-only">
        The record as JSON
      </label>
      <textarea
        id={id}
        ref={field}
        data-own-enter
        onKeyDown={onKeyDown}
        value={text}
        rows={Math.min(9, Math.max(5, text.split('\n').length))}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={problem !== null}
        aria-describedby={`${id}-words`}
        onChange={(event) => {
          setText(event.target.value)
          setRefused(null)
        }}
        className={classNames(
          'block w-full resize-y rounded-md border bg-code px-2 py-1.5 font-mono text-xs leading-[1.7]',
          problem === null ? 'border-edge' : 'border-bad',
        )}
      />
      <p id={`${id}-words`} className="mt-1 text-sm" aria-live="polite">
        {problem === null ? (
          <span className={warning ? 'text-warn' : 'text-muted'}>
            {warning ?? 'The next request will see it. Its expiry stays as it is.'}
          </span>
        ) : (
          <span className="text-bad">{problem}</span>
        )}
      </p>
      <div className="mt-1.5 flex gap-1.5">
        <Button
          type="submit"
          size="small"
          kind="primary"
          disabled={!edited.ok}
          aria-busy={saving}
          title="Ctrl or ⌘ with Enter"
        >
          {saving ? 'Saving' : 'Save'}
        </Button>
        <Button size="small" onClick={onClose} title="Escape">
          Cancel
        </Button>
      </div>
    </form>
  )
}
