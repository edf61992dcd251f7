import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button'
import { classNames } from './class-names'

interface Props extends Omit<ButtonProps, 'children' | 'aria-label'> {
  /** What it does, in words: read aloud and shown on hover. */
  label: string
  children: ReactNode
}

/** A button with a picture instead of words; the words are its label. */
export function IconButton({ label, children, size = 'small', kind = 'quiet', className, ...rest }: Props) {
  return (
    <Button
      {...rest}
      kind={kind}
      size={size}
      aria-label={label}
      title={rest.title ?? label}
      className={classNames('aspect-square shrink-0 px-0', size === 'small' ? 'min-w-6' : 'min-w-8', className)}
    >
      {children}
    </Button>
  )
}
