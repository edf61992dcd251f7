/** The look of a text field in a card. */
export const FIELD_LOOK =
  'min-w-0 rounded-md border bg-panel px-2 py-1 font-mono text-xs outline-none placeholder:text-muted focus-visible:border-accent focus-visible:ring-1 focus-visible:ring-accent'
