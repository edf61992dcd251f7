import { Diagram } from '../diagram'

const SAID =
  'A row of places, all taken. A new page comes in on the right, and the entry that nobody used for longest, Alice’s session, falls out on the left.'

const PAGES = ['page 1', 'page 2', 'page 3', 'page 4']

/** A cache with no room left: what was used least recently has to go. */
export function FullCache() {
  return (
    <Diagram caption="Memcached does not refuse when it is full. It makes room.">
      <svg
        viewBox="0 0 430 104"
        role="img"
        aria-label={SAID}
        data-hue="teal"
        className="mx-auto w-full min-w-[24rem] max-w-md"
      >
        <rect x={92} y={26} width={246} height={46} rx={8} className="fill-panel stroke-line" />
        {PAGES.map((page, index) => (
          <g key={page}>
            <rect x={100 + index * 59} y={34} width={53} height={30} rx={5} className="fill-soft stroke-line" />
            <text x={126 + index * 59} y={53} textAnchor="middle" className="fill-ink text-[11px]">
              {page}
            </text>
          </g>
        ))}
        <rect x={4} y={58} width={62} height={30} rx={5} className="fill-hue-soft" />
        <text x={35} y={77} textAnchor="middle" className="fill-hue text-[11px]">
          Alice
        </text>
        <path d="M92 44 C 70 44, 50 44, 40 54" className="fill-none stroke-hue" strokeWidth={1.5} />
        <text x={4} y={22} className="fill-muted text-[11px]">
          unused for longest
        </text>
        <rect x={364} y={34} width={60} height={30} rx={5} className="fill-soft stroke-line" />
        <text x={394} y={53} textAnchor="middle" className="fill-ink text-[11px]">
          page 5
        </text>
        <path d="M362 49 H 342" className="stroke-edge" strokeWidth={1.5} />
        <text x={426} y={22} textAnchor="end" className="fill-muted text-[11px]">
          new
        </text>
      </svg>
    </Diagram>
  )
}
