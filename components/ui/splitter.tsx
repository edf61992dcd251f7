'use client'

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { classNames } from './class-names'

interface Props {
  /** x: moves left and right between columns. y: moves up and down between rows. */
  axis: 'x' | 'y'
  /** Read aloud: what gets more or less room. */
  label: string
  /** CSS variable on the parent element that holds the first part's share, as a percentage. */
  variable: `--${string}`
  initial: number
  min: number
  max: number
  className?: string
}

const keyOf = (variable: string) => `crumbtrail.size.${variable}`

/** The line between two parts of the screen: drag it, move it with arrow keys, double-click or Home to put it back. Kept in this browser. */
export function Splitter({ axis, label, variable, initial, min, max, className }: Props) {
  const line = useRef<HTMLDivElement>(null)
  const [share, setShare] = useState(initial)
  const place = (wanted: number) => {
    const next = Math.round(Math.min(max, Math.max(min, wanted)) * 10) / 10
    setShare(next)
    line.current?.parentElement?.style.setProperty(variable, `${String(next)}%`)
    return next
  }
  const keep = (wanted: number) => {
    try {
      localStorage.setItem(keyOf(variable), String(place(wanted)))
    } catch {
      // Storage refused: the size lasts as long as the page.
    }
  }
  useEffect(() => {
    const kept = Number(localStorage.getItem(keyOf(variable)))
    if (kept >= min && kept <= max) {
      line.current?.parentElement?.style.setProperty(variable, `${String(kept)}%`)
      setShare(kept)
    }
  }, [variable, min, max])

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const box = line.current?.parentElement?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    place(
      axis === 'x'
        ? ((event.clientX - box.left) / box.width) * 100
        : ((event.clientY - box.top) / box.height) * 100,
    )
  }
  const press = (event: KeyboardEvent) => {
    const back = axis === 'x' ? 'ArrowLeft' : 'ArrowUp'
    const on = axis === 'x' ? 'ArrowRight' : 'ArrowDown'
    if (event.key === back) keep(share - 2)
    else if (event.key === on) keep(share + 2)
    else if (event.key === 'Home') keep(initial)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={line}
      role="separator"
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuenow={Math.round(share)}
      aria-valuemin={min}
      aria-valuemax={max}
      // A separator that can be moved is a widget (ARIA 1.2 section "separator").
      tabIndex={0}
      onKeyDown={press}
      onDoubleClick={() => keep(initial)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onPointerUp={() => keep(share)}
      className={classNames(
        'group relative touch-none select-none focus-visible:outline-none',
        axis === 'x' ? 'w-2 cursor-col-resize' : 'h-2 cursor-row-resize',
        className,
      )}
    >
      <span
        className={classNames(
          'absolute bg-line transition-colors group-hover:bg-edge group-focus-visible:bg-accent group-active:bg-accent',
          axis === 'x'
            ? 'inset-y-0 left-1/2 w-px group-focus-visible:w-0.5'
            : 'inset-x-0 top-1/2 h-px group-focus-visible:h-0.5',
        )}
      />
    </div>
  )
}
