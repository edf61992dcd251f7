import Link from 'next/link'

/** The name of the site, leading home: three crumbs on the way from browser to store. compact: the crumbs alone on a phone. */
export function Wordmark({ compact = false }: { compact?: boolean }) {
  return (
    <Link
      href="/"
      className="inline-flex shrink-0 items-center gap-2 rounded font-semibold tracking-tight text-ink"
    >
      <svg viewBox="0 0 28 12" aria-hidden="true" className="h-3 w-7">
        <path d="M4 6h20" stroke="var(--edge)" strokeDasharray="1.5 2.5" fill="none" />
        <circle cx="4" cy="6" r="3" fill="var(--teal)" />
        <rect x="11.4" y="3.4" width="5.2" height="5.2" rx="1" fill="var(--teal)" />
        <path d="M24 2.6 27.6 9H20.4z" fill="var(--teal)" />
      </svg>
      <span className={compact ? 'max-sm:sr-only' : ''}>crumbtrail</span>
    </Link>
  )
}
