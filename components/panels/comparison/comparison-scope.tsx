'use client'

import { createContext, useContext, useState, type ReactNode } from 'react'
import type { Comparison } from '@/lessons/kit/comparison'
import type { Files } from '@/protocol/workspace'

/** What a comparison is made of; given by the page, which knows the lessons. */
export interface ComparisonSource {
  slug: string
  starter: { files: Files; entry: string }
  load: () => Promise<Comparison | null>
}

const ComparisonContext = createContext<ComparisonSource | null>(null)

/** Lends a lesson’s comparison to the table in its text. */
export function ComparisonScope({ source, children }: { source: ComparisonSource; children: ReactNode }) {
  const [fixed] = useState(source)
  return <ComparisonContext value={fixed}>{children}</ComparisonContext>
}

export function useComparisonSource(): ComparisonSource {
  const source = useContext(ComparisonContext)
  if (!source) throw new Error('A comparison needs a ComparisonScope around it.')
  return source
}
