import { useState } from 'react'
import type { StoreKind } from '@/protocol/snapshot'
import { useQuery, type Query } from './database/use-query'

/** What somebody has in front, the same on the card and in the large view of it. */
export interface StoreViews {
  /** The tab of a server that was chosen; null: its first. */
  tabOf: (kind: StoreKind) => string | null
  showTab: (kind: StoreKind, tab: string) => void
  /** The table that was chosen, by its snapshot's `engine`. */
  table: string | null
  chooseTable: (engine: string) => void
  query: Query
}

export function useStoreViews(): StoreViews {
  const [tabs, setTabs] = useState<Partial<Record<StoreKind, string>>>({})
  const [table, chooseTable] = useState<string | null>(null)
  const query = useQuery()
  return {
    tabOf: (kind) => tabs[kind] ?? null,
    showTab: (kind, tab) => setTabs({ ...tabs, [kind]: tab }),
    table,
    chooseTable,
    query,
  }
}
