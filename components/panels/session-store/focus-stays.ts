const LIST = 'table, ul'
/** What opens a record, or what a record opens. */
const WAY = '[aria-pressed], [aria-expanded]'

/** A button that deletes goes with what it deleted: the focus then stays in its list, at the way into a record. */
export function focusStays(button: HTMLElement, done: Promise<unknown>): void {
  const row = button.closest('tr, li')
  const list = button.closest(LIST)
  void done.then(() =>
    // The screen follows the trace, a moment after the answer.
    setTimeout(() => {
      if (document.activeElement !== document.body) return
      const way = [row, list].find((place) => place?.isConnected)?.querySelector(WAY)
      if (way instanceof HTMLElement) way.focus({ preventScroll: true })
    }, 100),
  )
}
