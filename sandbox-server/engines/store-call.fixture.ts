import type session from 'express-session'

/** A method of the store as a promise; what is missing says so. */
export function call(store: session.Store, method: string, ...args: unknown[]): Promise<unknown> {
  const run: unknown = Reflect.get(store, method)
  return new Promise((resolve, reject) => {
    if (typeof run !== 'function') throw new Error(`The store has no ${method}.`)
    const done = (error: unknown, value: unknown): void => {
      if (error) reject(error instanceof Error ? error : new Error('It failed.', { cause: error }))
      else resolve(value)
    }
    Reflect.apply(run, store, [...args, done])
  })
}
