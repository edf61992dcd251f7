import type { AppFault } from '@/protocol/workspace'

/** Why the app could not start or ended: place, message and a sentence that helps. */
export function AppFaultView({ fault }: { fault: AppFault }) {
  const place = fault.file
    ? [fault.file, fault.line, fault.column].filter((part) => part !== null).join(':')
    : null
  return (
    <div className="border-b bg-bad-soft px-3 py-2.5 text-sm">
      {place ? <p className="font-mono text-xs text-bad">{place}</p> : null}
      <p className="font-mono text-xs font-semibold text-bad [overflow-wrap:anywhere]">{fault.message}</p>
      {fault.hint ? <p className="mt-1">{fault.hint}</p> : null}
    </div>
  )
}
