const GAP = 6
const MARGIN = 8

/** Puts a popover beside its button, on the other side where there is more room, and inside the window. */
export function placeNear(
  popover: HTMLElement,
  button: Element,
  side: 'top' | 'bottom',
  align: 'start' | 'end',
): void {
  const at = button.getBoundingClientRect()
  const { width, height } = popover.getBoundingClientRect()
  const above = at.top - GAP - height
  const below = at.bottom + GAP
  const fitsAbove = above >= MARGIN
  const fitsBelow = below + height <= window.innerHeight - MARGIN
  const top =
    side === 'top' ? (fitsAbove || !fitsBelow ? above : below) : fitsBelow || !fitsAbove ? below : above
  const left = align === 'start' ? at.left : at.right - width
  popover.style.top = `${String(within(top, window.innerHeight - height))}px`
  popover.style.left = `${String(within(left, window.innerWidth - width))}px`
}

function within(wanted: number, most: number): number {
  return Math.max(MARGIN, Math.min(wanted, most - MARGIN))
}
