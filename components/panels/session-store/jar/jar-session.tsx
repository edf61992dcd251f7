'use client'

import { Suspense, useState, type RefObject } from 'react'
import { X } from 'lucide-react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { fetched } from '@/components/ui/fetched'
import { IconButton } from '@/components/ui/icon-button'
import { PanelSection } from '@/components/ui/panel-card'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import type { StoreRecord } from '@/protocol/snapshot'
import { canEdit } from '../edit/can-edit'
import { useWayBack } from '../edit/use-way-back'
import { focusStays } from '../focus-stays'
import { useStoreClock } from '../use-store-clock'
import { broken, cookieFacts, type CookieFacts } from './cookie-facts'
import { CookieData } from './cookie-data'
import { CookieQuestions } from './cookie-questions'
import { endWords } from './end-words'
import { signatureWords } from './signature-words'

const RecordEditor = fetched(() => import('../edit/record-editor'))

interface Props {
  place: Pick<StoreMoment, 'kind' | 'engine'>
  record: RecordMoment
}

/** One session cookie as its own record: what it says, who could read it, how much room it takes. */
export function JarSession({ place, record }: Props) {
  const [editing, setEditing] = useState(false)
  const { edit, leave } = useWayBack(() => setEditing(false))
  const live = useLab((lab) => lab.cursor === 'live')
  const now = useStoreClock()
  const kept = record.record
  const facts = cookieFacts(kept ?? record.recordBefore ?? {})
  const name = record.sid.slice(record.sid.indexOf('/') + 1)
  const isShut = live && kept !== null && !editing
  return (
    <PanelSection
      place="record"
      title={place.engine}
      aside={
        isShut ? (
          <Controls place={place} record={kept} {...{ facts, name, edit }} onEdit={() => setEditing(true)} />
        ) : null
      }
    >
      <p className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 truncate font-mono text-xs font-medium">{name}</span>
        <StateBadge facts={facts} gone={kept === null} />
        {kept?.expires && now !== null ? (
          <span className="text-xs text-muted tabular-nums">{endWords(kept.expires, now)}</span>
        ) : null}
      </p>
      {editing && kept && live ? (
        <Suspense>
          <RecordEditor
            store={place}
            record={kept}
            warning={signatureWords(facts.signature).warning}
            onClose={leave}
          />
        </Suspense>
      ) : (
        <CookieData record={record} facts={facts} />
      )}
      {kept ? <CookieQuestions record={kept} facts={facts} /> : null}
    </PanelSection>
  )
}

function StateBadge({ facts, gone }: { facts: CookieFacts; gone: boolean }) {
  if (gone) return <Badge tone="quiet">gone</Badge>
  if (facts.sealed)
    return facts.opened?.startsWith('yes') ? (
      <Badge tone="good" title="Encrypted: only who has the secret can read it">
        sealed
      </Badge>
    ) : (
      <Badge tone="bad" title={facts.opened ?? ''}>
        seal broken
      </Badge>
    )
  const { badge, tone, title } = signatureWords(facts.signature)
  return (
    <Badge tone={tone} title={title}>
      {badge}
    </Badge>
  )
}

interface ControlsProps {
  place: Props['place']
  record: StoreRecord
  facts: CookieFacts
  name: string
  edit: RefObject<HTMLButtonElement | null>
  onEdit: () => void
}

function Controls({ place, record, facts, name, edit, onEdit }: ControlsProps) {
  const actions = useLabActions()
  return (
    <span className="-mr-1.5 flex items-center">
      {facts.sealed ? (
        <Button
          size="small"
          kind="quiet"
          title="Changes one letter of the value in the jar. The seal will no longer hold."
          onClick={() => void actions.editRecord(place.kind, record.sid, broken(record.raw), place.engine)}
        >
          Tamper
        </Button>
      ) : canEdit(record) ? (
        <Button ref={edit} size="small" kind="quiet" title="Changes the value in the jar" onClick={onEdit}>
          Edit
        </Button>
      ) : null}
      <IconButton
        label={`Delete the cookie ${name} from ${place.engine}`}
        title="Deletes the cookie. Nothing else knows of this session."
        onClick={(event) =>
          focusStays(event.currentTarget, actions.removeRecord(place.kind, record.sid, place.engine))
        }
        className="text-muted hover:text-bad"
      >
        <X aria-hidden size={14} />
      </IconButton>
    </span>
  )
}
