export interface AskedSql {
  text: string
  /** Nobody answered: it can be asked for once more. */
  failed: boolean
}

/** What stands where a table’s SQL belongs: the SQL, or why it is not there. undefined: not answered yet; null: nobody could say. */
export function askedSql(open: boolean, answer: string | null | undefined): AskedSql {
  if (typeof answer === 'string') return { text: answer, failed: false }
  if (!open) return { text: 'The lab is not connected yet.', failed: false }
  return answer === null
    ? { text: 'It could not be fetched.', failed: true }
    : { text: 'It is being fetched.', failed: false }
}
