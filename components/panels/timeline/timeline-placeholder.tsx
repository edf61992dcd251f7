/** Stands where the rows will be: a sketch of one request between the three lifelines, under the three cards. */
export function TimelinePlaceholder({ started }: { started: boolean }) {
  return (
    <div className="relative mb-3 min-h-0 shrink overflow-y-auto scroll-thin rounded-xl border border-dashed [--x0:12%] [--x1:50%] [--x2:88%] @lg/timeline:[--x0:calc((100%-2*var(--gap))/6)] @lg/timeline:[--x2:calc(100%-(100%-2*var(--gap))/6)]">
      <div aria-hidden className="relative h-32 text-muted">
        {['var(--x0)', 'var(--x1)', 'var(--x2)'].map((left) => (
          <span key={left} className="absolute inset-y-0 border-l border-dashed" style={{ left }} />
        ))}
        <Sketch top="1.75rem" from="var(--x0)" to="var(--x1)" words="request" />
        <Sketch top="3.5rem" from="var(--x1)" to="var(--x2)" words="get, set" />
        <Sketch top="5.25rem" from="var(--x0)" to="var(--x1)" words="response" />
      </div>
      <div className="border-t border-dashed px-4 py-3">
        <p className="text-base">{started ? 'No request yet.' : 'Nothing has happened yet.'}</p>
        <p className="mt-0.5 max-w-[64ch] text-sm text-muted">
          Run the server and send a request. Each request becomes a row here, and opens to the way of the
          session between browser, server and store.
        </p>
      </div>
    </div>
  )
}

function Sketch({ top, from, to, words }: { top: string; from: string; to: string; words: string }) {
  return (
    <span
      className="absolute border-t border-edge/50 text-center"
      style={{ top, left: from, right: `calc(100% - ${to})` }}
    >
      <span className="relative -top-4 bg-bg px-1.5 text-xs">{words}</span>
    </span>
  )
}
