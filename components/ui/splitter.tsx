'use client'

import { useEffect, useRef, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react'
import { classNames } from './class-names'
import { keepSize, readSize, subscribeToSizes } from './kept-sizes'

const KEYS: Record<'x' | 'y', Partial<Record<string, number>>> = {
  x: { ArrowLeft: -2, ArrowRight: 2 },
  y: { ArrowUp: -2, ArrowDown: 2 },
}

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

/** The line between two parts of the screen: drag it, move it with arrow keys, double-click or Home to put it back. Kept in this browser. */
export function Splitter({ axis, label, variable, initial, min, max, className }: Props) {
  const line = useRef<HTMLDivElement>(null)
  const dragged = useRef<number | null>(null)
  const kept = useSyncExternalStore(
    subscribeToSizes,
    () => readSize(variable),
    () => null,
  )
  const within = (share: number) => Math.round(Math.min(max, Math.max(min, share)) * 10) / 10
  const share = within(kept ?? initial)
  useEffect(() => {
    if (kept !== null) line.current?.parentElement?.style.setProperty(variable, `${String(share)}%`)
  }, [variable, kept, share])

  const keep = (wanted: number) => keepSize(variable, within(wanted))
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const parent = line.current?.parentElement
    if (!parent || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const box = parent.getBoundingClientRect()
    const at = axis === 'x' ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height
    dragged.current = within(at * 100)
    parent.style.setProperty(variable, `${String(dragged.current)}%`)
  }
  const drop = () => {
    if (dragged.current !== null) keep(dragged.current)
    dragged.current = null
  }
  const press = (event: KeyboardEvent) => {
    const by = KEYS[axis][event.key]
    if (by === undefined && event.key !== 'Home') return
    keep(by === undefined ? initial : share + by)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={line}
      role="slider"
      aria-orientation={axis === 'x' ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-valuenow={Math.round(share)}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={press}
      onDoubleClick={() => keep(initial)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
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
