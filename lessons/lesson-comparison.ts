import type { Comparison } from './kit/comparison'

/** The comparison that a lesson lets its reader run, loaded when asked for; null in most lessons. */
export async function lessonComparison(slug: string): Promise<Comparison | null> {
  return slug === '08-choosing' ? (await import('./08-choosing/comparison/comparison')).comparison : null
}
