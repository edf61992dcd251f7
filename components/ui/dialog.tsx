'use client'

import { useRef, type ReactNode } from 'react'
import * as Radix from 'radix-ui/dialog'
import { X } from 'lucide-react'
import { classNames } from './class-names'
import { IconButton } from './icon-button'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** One sentence under the title; read aloud when the dialog opens. */
  description?: string
  children?: ReactNode
  /** The buttons at the end. */
  actions?: ReactNode
  wide?: boolean
}

/** A modal window: focus stays in it, Escape closes it and focus returns to where it was. */
export function Dialog({ open, onOpenChange, title, description, children, actions, wide = false }: Props) {
  // Radix gives the focus back to a trigger of its own, and these dialogs have none.
  const before = useRef<Element | null>(null)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.42)]" />
        <Radix.Content
          onOpenAutoFocus={() => {
            before.current = document.activeElement
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (before.current instanceof HTMLElement) before.current.focus()
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classNames(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-xl border bg-panel shadow-float',
            wide ? 'max-w-5xl' : 'max-w-md',
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-1 text-base text-muted">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close">
                <X aria-hidden size={16} />
              </IconButton>
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-auto px-5 pt-3 pb-4">{children}</div>
          {actions ? (
            <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{actions}</div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
