import { Diagram } from '../diagram'

const SAID =
  'Requests take turns between two processes. Alice’s record lies in the memory of instance 1. Her next request goes to instance 2, whose memory does not hold it.'

/** Two processes with a memory each, and requests that take turns. */
export function TwoHeaps() {
  return (
    <Diagram caption="Same browser, same cookie. Which memory is asked depends on whose turn it is.">
      <svg
        viewBox="0 0 416 150"
        role="img"
        aria-label={SAID}
        data-hue="teal"
        className="mx-auto w-full max-w-md"
      >
        <text x={10} y={80} className="fill-ink text-[12px] font-semibold">
          Alice
        </text>
        <g className="fill-none stroke-hue" strokeWidth={1.5}>
          <path d="M50 70 C 110 40, 130 38, 196 38" />
          <path d="M50 82 C 110 112, 130 112, 196 112" strokeDasharray="4 4" />
        </g>
        <text x={112} y={36} textAnchor="middle" className="fill-muted text-[11px]">
          1st, 3rd, …
        </text>
        <text x={112} y={128} textAnchor="middle" className="fill-muted text-[11px]">
          2nd, 4th, …
        </text>
        {[
          { y: 8, name: 'instance 1', has: true },
          { y: 82, name: 'instance 2', has: false },
        ].map(({ y, name, has }) => (
          <g key={name}>
            <rect x={200} y={y} width={206} height={58} rx={8} className="fill-panel stroke-line" />
            <text x={212} y={y + 20} className="fill-ink text-[12px] font-semibold">
              {name}
            </text>
            {has ? (
              <>
                <rect x={212} y={y + 29} width={150} height={20} rx={5} className="fill-hue-soft" />
                <text x={220} y={y + 43} className="fill-hue font-mono text-[11px]">
                  x7Qk… basket: tea
                </text>
              </>
            ) : (
              <text x={212} y={y + 43} className="fill-muted text-[11px]">
                nothing under x7Qk…
              </text>
            )}
          </g>
        ))}
      </svg>
    </Diagram>
  )
}
