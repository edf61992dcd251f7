const LOCK = 'crumbtrail.open'

/**
 * One at a time among all tabs of this browser. The first workspace made also decides who this learner is, by a
 * cookie: two tabs opened together would otherwise each become somebody, and one of them lose what it just made.
 */
export function inTurn<T>(task: () => Promise<T>): Promise<T> {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return task()
  return navigator.locks.request(LOCK, task)
}
