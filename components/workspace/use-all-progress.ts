'use client'

import { useMemo, useSyncExternalStore } from 'react'
import {
  NO_PROGRESS,
  readProgress,
  subscribeToProgress,
  type LessonProgress,
} from '@/components/hooks/lesson-progress'

/** The progress of every lesson, in their order; nothing done yet until hydrated. */
export function useAllProgress(lessons: readonly { slug: string }[]): readonly LessonProgress[] {
  const read = useMemo(() => reader(lessons), [lessons])
  const none = useMemo(() => lessons.map(() => NO_PROGRESS), [lessons])
  return useSyncExternalStore(subscribeToProgress, read, () => none)
}

/** Reads them all; the same list until one of them changes. */
function reader(lessons: readonly { slug: string }[]): () => readonly LessonProgress[] {
  let last: readonly LessonProgress[] = []
  return () => {
    const now = lessons.map(({ slug }) => readProgress(slug))
    if (now.length !== last.length || now.some((progress, index) => progress !== last[index])) last = now
    return last
  }
}
