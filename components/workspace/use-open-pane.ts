'use client'

import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import type { Place } from '@/lessons/kit/lesson'
import { PANE_OF } from './pane-of'
import type { Pane } from './pane-tabs'

/** The part in view where only one fits: chosen by hand, or by what the walkthrough points at or somebody asked to see. */
export function useOpenPane(first: Pane, pointsAt: Place | null): [Pane, (pane: Pane) => void] {
  const [open, setOpen] = useState(first)
  const [pointed, setPointed] = useState(pointsAt)
  if (pointsAt !== pointed) {
    setPointed(pointsAt)
    if (pointsAt) setOpen(PANE_OF[pointsAt])
  }
  const asked = useLab((lab) => lab.timelineAsked)
  const [answered, setAnswered] = useState(asked)
  if (asked !== answered) {
    setAnswered(asked)
    setOpen('timeline')
  }
  return [open, setOpen]
}
