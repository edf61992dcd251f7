'use client'

import { useId, useLayoutEffect, useRef, useState, type ComponentProps, type ReactNode } from 'react'
import { classNames } from './class-names'
import { placeNear } from './place-near'

interface Props {
  /** Name of what opens, read aloud. With it, focus goes in: it is something to act in. */
  label?: string
  side?: 'top' | 'bottom'
  align?: 'start' | 'end'
  className?: string
  /** The button that opens it takes these properties. */
  trigger: (props: Pick<ComponentProps<'button'>, 'popoverTarget' | 'aria-expanded'>) => ReactNode
  /** Rendered while open. */
  children: (close: () => void) => ReactNode
}

/** The browser's own popover beside its button: Escape and a press outside close it, and focus returns. */
export function Popover({ label, side = 'bottom', align = 'end', className, trigger, children }: Props) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const button = box.current?.previousElementSibling
    if (!open || !box.current || !button) return
    placeNear(box.current, button, side, align)
    if (label) box.current.querySelector<HTMLElement>('input:checked, input, button')?.focus()
  }, [open, label, side, align])
  return (
    <>
      {trigger({ popoverTarget: id, 'aria-expanded': open })}
      <span
        ref={box}
        id={id}
        popover="auto"
        {...(label ? { role: 'dialog', 'aria-label': label } : {})}
        onToggle={(event) => setOpen(event.newState === 'open')}
        className={classNames(
          'fixed inset-auto m-0 border bg-panel whitespace-normal text-ink shadow-float',
          open ? '' : 'invisible',
          className,
        )}
      >
        {open ? children(() => document.getElementById(id)?.hidePopover()) : null}
      </span>
    </>
  )
}
