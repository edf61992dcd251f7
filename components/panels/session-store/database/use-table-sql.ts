import { useEffect, useState } from 'react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import type { StoreTable } from '@/protocol/snapshot'
import { askedSql, type AskedSql } from './asked-sql'

interface TableSqlNow extends AskedSql {
  /** Asks once more for what nobody answered. */
  askAgain: () => void
}

/** The SQL that makes a table, fetched once somebody wants to see it and the workspace is open. */
export function useTableSql(
  { schema, name }: Pick<StoreTable, 'schema' | 'name'>,
  shown: boolean,
): TableSqlNow {
  const { tableSql } = useLabActions()
  const open = useLab((lab) => lab.workspace !== null)
  /** undefined: not answered yet. null: nobody could say. */
  const [answer, setAnswer] = useState<string | null>()
  const [attempt, setAttempt] = useState(0)
  const wanted = shown && open && typeof answer !== 'string'
  useEffect(() => {
    if (!wanted) return
    let left = false
    void tableSql({ schema, table: name }).then((sql) => {
      if (!left) setAnswer(sql)
    })
    return () => {
      left = true
    }
  }, [wanted, attempt, tableSql, schema, name])
  const askAgain = () => {
    setAnswer(undefined)
    setAttempt(attempt + 1)
  }
  return { ...askedSql(open, answer), askAgain }
}
