declare module 'session-file-store' {
  import type session from 'express-session'

  interface Options {
    path: string
    /** Seconds; the cookie's maxAge counts first. */
    ttl?: number
    retries?: number
    reapInterval?: number
    logFn?: (...args: unknown[]) => void
  }

  export default function fileStore(
    library: typeof session,
  ): new (options: Options) => session.Store & { touch?: session.Store['touch'] }
}
