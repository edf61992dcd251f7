'use client'

import { useEffect, useState } from 'react'
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

function useBoxOf(place: string | null): Box | null {
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    let frame = 0
    find(place)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const follow = () => {
      setBox((last) => unlessSame(last, boxOf(find(place))))
      frame = requestAnimationFrame(follow)
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [place])
  return box
}

/** The first such place that is on screen: narrow screens keep hidden copies. */
function find(place: string | null): Element | null {
  if (place === null) return null
  const all = [...document.querySelectorAll(`[data-place~="${place}"]`)]
  return all.find((element) => element.getClientRects().length > 0) ?? null
}

function boxOf(element: Element | null): Box | null {
  if (!element) return null
  const { top, left, width, height } = element.getBoundingClientRect()
  return {
    top: Math.round(top) - MARGIN,
    left: Math.round(left) - MARGIN,
    width: Math.round(width) + 2 * MARGIN,
    height: Math.round(height) + 2 * MARGIN,
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
