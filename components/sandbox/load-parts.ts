import { backoff } from './backoff'
import type { Client } from './client'
import { Unreachable } from './failures'
import type { keepOpen } from './keep-open'

interface Connect {
  keepOpen: typeof keepOpen
}

/** The client, fetched once; a fetch that failed is tried again by whoever asks next. */
export function loadClient(): () => Promise<Client> {
  let loading: Promise<Client> | null = null
  return () =>
    (loading ??= import('./client').then(
      ({ createClient }) => createClient(),
      (cause: unknown) => {
        loading = null
        throw new Unreachable(cause)
      },
    ))
}

/** Starts what keeps the workspace open as soon as its code is here, trying until it is. Returns the end of both. */
export function connectWhenLoaded(
  connect: (keep: typeof keepOpen) => () => void,
  failed: (cause: unknown) => void,
  load: () => Promise<Connect> = () => import('./keep-open'),
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let end = () => clearTimeout(timer)
  let ended = false
  const attempt = (count: number): void => {
    load().then(
      ({ keepOpen }) => {
        if (!ended) end = connect(keepOpen)
      },
      (cause: unknown) => {
        if (ended) return
        failed(new Unreachable(cause))
        timer = setTimeout(() => attempt(count + 1), backoff(count))
      },
    )
  }
  attempt(0)
  return () => {
    ended = true
    end()
  }
}
