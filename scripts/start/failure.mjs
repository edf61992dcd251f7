/** Something a person can mend: `message` says in one sentence what is wrong and what to do. */
export class Failure extends Error {
  name = 'Failure'
  /** The tail of what the failing program printed, shown under the sentence. */
  detail

  constructor(message, detail = '') {
    super(message)
    this.detail = detail
  }
}

/** Prints a failure for people; anything else keeps its stack, since it is a fault of ours. */
export function report(error) {
  if (!(error instanceof Failure)) return console.error(error)
  if (error.detail) console.error(`${error.detail.trim().replace(/^/gm, '  | ')}\n`)
  console.error(error.message)
}
