const watchers = new Set<() => void>()
let tab = 'picture'

/** Which view of an exchange is in front: one choice for all rows, so that stepping from row to row compares like with like. */
export const chosenTab = {
  read: (): string => tab,
  choose: (next: string): void => {
    tab = next
    for (const changed of watchers) changed()
  },
  watch: (changed: () => void): (() => void) => {
    watchers.add(changed)
    return () => watchers.delete(changed)
  },
}
