'use client'

import type { StoreMoment } from '@/protocol/model/views'
import { Placeholder } from '@/components/ui/placeholder'
import { JarSession } from './jar-session'

/** Sessions that live in their cookies: each browser's jar is the store, and no server keeps anything. */
export default function JarStore({ stores }: { stores: readonly StoreMoment[] }) {
  const kept = stores.filter((store) => store.records.length > 0)
  if (kept.length === 0)
    return (
      <Placeholder title="No session in any jar.">
        <p>
          This app stores nothing on the server. The whole session travels in a cookie, and the browser’s jar is
          the only place where it lies. Send a request that writes to the session.
        </p>
      </Placeholder>
    )
  return (
    <>
      <p className="border-b px-3 py-2 text-sm text-muted">
        The server keeps nothing. Each jar is the store of its own browser.
      </p>
      <ul aria-label="Sessions in jars" className="divide-y">
        {kept.map((store) =>
          store.records.map((record) => (
            <li key={record.sid}>
              <JarSession place={store} record={record} />
            </li>
          )),
        )}
      </ul>
    </>
  )
}
