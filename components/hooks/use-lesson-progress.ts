'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { NO_PROGRESS, readProgress, subscribeToProgress, type LessonProgress } from './lesson-progress'

/** A lesson’s progress, alive. On the server, and until hydrated: nothing done yet. */
export function useLessonProgress(slug: string): LessonProgress {
  const read = useCallback(() => readProgress(slug), [slug])
  return useSyncExternalStore(subscribeToProgress, read, () => NO_PROGRESS)
}
