import { Diagram } from '../diagram'

const SAID =
  'Two instances of the app ask one Redis. Both find Alice’s record under the key sess: followed by her id, and it has 86,400 seconds to live.'

/** Two processes that ask one server for sessions. */
export function SharedStore() {
  return (
    <Diagram caption="Whichever instance answers, it asks the same place. The key is a prefix and the id; behind it runs a clock.">
      <svg
        viewBox="0 0 430 140"
        role="img"
        aria-label={SAID}
        data-hue="teal"
        className="mx-auto w-full min-w-[24rem] max-w-md"
      >
        <text x={4} y={74} className="fill-ink text-[12px] font-semibold">
          Alice
        </text>
        <g className="fill-none stroke-hue" strokeWidth={1.5}>
          <path d="M40 64 C 62 46, 72 34, 92 34" />
          <path d="M40 76 C 62 94, 72 106, 92 106" />
          <path d="M182 34 C 204 34, 208 58, 228 62" />
          <path d="M182 106 C 204 106, 208 82, 228 78" />
        </g>
        {[20, 92].map((y, index) => (
          <g key={y}>
            <rect x={94} y={y - 6} width={86} height={40} rx={8} className="fill-panel stroke-line" />
            <text x={137} y={y + 18} textAnchor="middle" className="fill-ink text-[11px]">
              instance {index + 1}
            </text>
          </g>
        ))}
        <rect x={232} y={22} width={194} height={96} rx={8} className="fill-panel stroke-line" />
        <text x={246} y={44} className="fill-ink text-[12px] font-semibold">
          Redis
        </text>
        <rect x={246} y={54} width={168} height={24} rx={5} className="fill-hue-soft" />
        <text x={254} y={70} className="font-mono text-[11px]">
          <tspan className="fill-muted">sess:</tspan>
          <tspan className="fill-hue">x7Qk… basket: tea</tspan>
        </text>
        <text x={254} y={100} className="fill-muted text-[11px]">
          TTL 86,400 s and falling
        </text>
      </svg>
    </Diagram>
  )
}
