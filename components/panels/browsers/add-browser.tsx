'use client'

import { useState } from 'react'
import { Plus } from 'lucide-react'
import { useLab, useLabActions, useLabStore } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { LIMITS } from '@/protocol/limits'
import { FIELD_LOOK } from './field-look'

/** As protocol/exchange.ts accepts it; said here before the server has to refuse. */
const BROWSER_NAME = /^[a-z][a-z0-9-]{0,19}$/
const NAMES = ['mallory', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy']

/** One more browser with an empty jar, named by the learner, and a way to open a real tab. */
export function AddBrowser({ taken, firstUrl }: { taken: readonly string[]; firstUrl: string }) {
  return (
    <Popover
      label="Add a browser"
      className="w-72 max-w-[calc(100vw-1rem)] rounded-xl p-4"
      trigger={(opens) => (
        <IconButton
          {...opens}
          label="Add a browser"
          disabled={taken.length >= LIMITS.browsers}
          className="-mr-1.5"
        >
          <Plus aria-hidden size={15} />
        </IconButton>
      )}
    >
      {(close) => (
        <div className="grid gap-3">
          <AddForm taken={taken} onDone={close} />
          <RealTab firstUrl={firstUrl} />
        </div>
      )}
    </Popover>
  )
}

function AddForm({ taken, onDone }: { taken: readonly string[]; onDone: () => void }) {
  const actions = useLabActions()
  const lab = useLabStore()
  const [name, setName] = useState(NAMES.find((one) => !taken.includes(one)) ?? '')
  const wanted = name.trim().toLowerCase()
  const wrong = !BROWSER_NAME.test(wanted)
    ? 'Begin with a letter; letters, digits and dashes.'
    : taken.includes(wanted)
      ? 'There is one with that name.'
      : null
  const add = async () => {
    if (wrong) return
    await actions.addBrowser(wanted)
    // It is in front when it is there; refused, the name stays to be changed.
    if (lab.getState().browser === wanted) onDone()
  }
  return (
    <form
      className="grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <label className="grid gap-1.5 text-sm font-medium">
        Name of the new browser
        <span className="flex gap-1.5">
          <input
            value={name}
            onChange={(event) => setName(event.target.value)}
            aria-invalid={wrong !== null}
            className={`${FIELD_LOOK} flex-1`}
          />
          <Button type="submit" kind="primary" size="small" disabled={wrong !== null}>
            Add
          </Button>
        </span>
      </label>
      <p className="text-xs text-muted">{wrong ?? 'It begins with an empty jar.'}</p>
    </form>
  )
}

function RealTab({ firstUrl }: { firstUrl: string }) {
  const address = useLab((lab) => lab.workspace?.tabUrl)
  if (!address) return null
  return (
    <p className="border-t pt-3 text-sm">
      <a
        href={new URL(firstUrl, address).href}
        target="_blank"
        rel="noreferrer"
        className="font-medium text-accent underline"
      >
        Open the app in a real tab
      </a>
      <span className="mt-0.5 block text-xs text-muted">It is traced like any browser here.</span>
    </p>
  )
}
