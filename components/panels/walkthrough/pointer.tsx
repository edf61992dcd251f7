'use client'

import { useEffect, useState } from 'react'
import type { Place } from '@/lessons/kit/lesson'
import { findPlace, openTabOf } from './find-place'
import { usePlayer } from './walkthrough-scope'

interface Box {
  top: number
  left: number
  width: number
  height: number
}

const MARGIN = 4

/** A ring around the place the walkthrough speaks of; it follows when things move. */
export function Pointer() {
  const at = usePlayer((player) => player.at)
  const box = useBoxOf(at)
  if (!box) return null
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed z-30 rounded-xl border-2 border-accent transition-all duration-300"
      style={{
        ...box,
        boxShadow: '0 0 0 4px color-mix(in srgb, var(--accent) 22%, transparent)',
      }}
    />
  )
}

function useBoxOf(place: Place | null): Box | null {
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    let frame = 0
    if (place) openTabOf(place)
    const scroll = setTimeout(() => find(place)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), 60)
    const follow = () => {
      setBox((last) => unlessSame(last, boxOf(find(place))))
      frame = requestAnimationFrame(follow)
    }
    follow()
    return () => {
      clearTimeout(scroll)
      cancelAnimationFrame(frame)
    }
  }, [place])
  return box
}

const find = (place: Place | null) => (place ? findPlace(place) : null)

/** What of an element can be seen: a part of a card may have scrolled out of it. */
function boxOf(element: Element | null): Box | null {
  if (!element) return null
  const { top, left, width, bottom } = element.getBoundingClientRect()
  const card = element.parentElement?.closest('section')?.getBoundingClientRect()
  const first = Math.round(Math.max(top, card?.top ?? top))
  const last = Math.round(Math.min(bottom, card?.bottom ?? bottom))
  return {
    top: first - MARGIN,
    left: Math.round(left) - MARGIN,
    width: Math.round(width) + 2 * MARGIN,
    height: Math.max(0, last - first) + 2 * MARGIN,
  }
}

function unlessSame(last: Box | null, now: Box | null): Box | null {
  const same =
    last?.top === now?.top &&
    last?.left === now?.left &&
    last?.width === now?.width &&
    last?.height === now?.height
  return same ? last : now
}
