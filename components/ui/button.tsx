import type { ComponentProps } from 'react'
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
}

/** A button with words. The one solid kind, `primary`, is for the action the place is about. */
export function Button({ kind = 'plain', size = 'normal', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border whitespace-nowrap select-none transition-colors',
        'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
        'aria-pressed:border-edge aria-pressed:bg-soft',
        KINDS[kind],
        SIZES[size],
        className,
      )}
      {...rest}
    />
  )
}
