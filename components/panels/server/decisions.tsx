'use client'

import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { PanelSection } from '@/components/ui/panel-card'
import { DecisionItem } from './decision-item'
import { isObvious } from './decision-words'

/** What express-session decided up to the cursor, each decision with its reason. */
export function Decisions() {
  const decisions = useLab((lab) => lab.moment.decisions)
  const [all, setAll] = useState(false)
  const telling = decisions.filter((decision) => !isObvious(decision))
  const hidden = decisions.length - telling.length
  return (
    <PanelSection
      place="decisions"
      title={`What ${decisions[0]?.facts.library ?? 'express-session'} decided`}
      aside={
        hidden > 0 ? (
          <Button size="small" kind="quiet" aria-pressed={all} onClick={() => setAll(!all)}>
            {all ? 'fewer' : `${String(hidden)} more`}
          </Button>
        ) : null
      }
    >
      {decisions.length === 0 ? (
        <p className="text-sm text-muted">Nothing yet in this request.</p>
      ) : (
        <ul className="-mx-1.5 grid gap-0.5">
          {(all ? decisions : telling).map((decision) => (
            <DecisionItem key={decision.id} decision={decision} />
          ))}
        </ul>
      )}
    </PanelSection>
  )
}
