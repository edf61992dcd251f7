import { useState } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'
import type { QueryReply } from '@/protocol/api'

/** The question as typed and the last answer; kept while another tab is in front. */
export interface Query {
  sql: string
  type: (sql: string) => void
  /** The statement that was asked last, and its answer; null: nobody gave one. */
  answered: { sql: string; reply: QueryReply | null } | null
  running: boolean
  run: (sql?: string) => void
}

export function useQuery(): Query {
  const { runQuery } = useLabActions()
  const [sql, setSql] = useState('')
  const [answered, setAnswered] = useState<Query['answered']>(null)
  const [running, setRunning] = useState(false)
  const run = (asked = sql) => {
    setSql(asked)
    if (asked.trim() === '' || running) return
    setRunning(true)
    void runQuery(asked)
      .then((reply) => setAnswered({ sql: asked, reply }))
      .finally(() => setRunning(false))
  }
  return { sql, type: setSql, answered, running, run }
}
