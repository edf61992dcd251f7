/** The name under which real tabs and curl appear beside the virtual browsers; no virtual one may bear it. */
export const REAL_TAB = 'tab'
