import type { ComponentProps, MouseEvent } from 'react'
import { classNames } from './class-names'

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'normal'

const KINDS: Record<ButtonKind, string> = {
  primary: 'bg-accent text-accent-ink border-accent hover:brightness-110 font-semibold',
  plain: 'bg-panel text-ink border-line hover:bg-soft font-medium',
  quiet: 'bg-transparent text-muted border-transparent hover:bg-soft hover:text-ink font-medium',
  danger: 'bg-panel text-bad border-line hover:bg-bad-soft font-medium',
}
const SIZES: Record<ButtonSize, string> = {
  small: 'min-h-6 px-2 text-sm',
  normal: 'min-h-8 px-3 text-sm',
}

export interface ButtonProps extends ComponentProps<'button'> {
  kind?: ButtonKind
  size?: ButtonSize
  /** It cannot act now and does nothing. Unlike a disabled one it keeps the focus of whoever has just pressed it. */
  held?: boolean
}

const doNothing = (event: MouseEvent) => event.preventDefault()

/** A button with words. The one solid kind, `primary`, is for the action the place is about. */
export function Button(props: ButtonProps) {
  const { kind = 'plain', size = 'normal', type = 'button', held, className, ...rest } = props
  return (
    <button
      type={type}
      aria-disabled={held}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border whitespace-nowrap select-none transition-colors',
        'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
        'aria-pressed:border-edge aria-pressed:bg-soft',
        KINDS[kind],
        SIZES[size],
        className,
      )}
      {...rest}
      {...(held && { onClick: doNothing })}
    />
  )
}
