import { Diagram } from '../diagram'

const BROWSER = 44
const SERVER = 216
const STORE = 372

interface ArrowProps {
  y: number
  from: number
  to: number
  text: string
  hue?: boolean
}

function Arrow({ y, from, to, text, hue = false }: ArrowProps) {
  const tip = to > from ? -6 : 6
  return (
    <g className={hue ? 'fill-hue stroke-hue' : 'fill-muted stroke-muted'}>
      <line x1={from} x2={to} y1={y} y2={y} strokeWidth={1.5} />
      <path d={`M${String(to)} ${String(y)} l${String(tip)} -3.5 v7 z`} stroke="none" />
      <text x={(from + to) / 2} y={y - 6} textAnchor="middle" stroke="none" className="font-mono text-[11px]">
        {text}
      </text>
    </g>
  )
}

const SAID =
  'Two requests on three lifelines. First: the browser sends no cookie, the server makes a session, the store keeps it, and Set-Cookie carries its id back. Second: the cookie goes out, the server asks the store for that id, and finds the record.'

/** A first visit and a return, on the three lifelines of the stage. */
export function TwoRequests() {
  return (
    <Diagram caption="First visit: the id comes back in Set-Cookie. Every visit after it: the id goes out in Cookie.">
      <svg
        viewBox="0 0 416 224"
        role="img"
        aria-label={SAID}
        data-hue="teal"
        className="mx-auto w-full max-w-md"
      >
        {[
          [BROWSER, 'browser'],
          [SERVER, 'server'],
          [STORE, 'store'],
        ].map(([x, name]) => (
          <g key={name}>
            <text x={x} y={12} textAnchor="middle" className="fill-ink text-[12px] font-semibold">
              {name}
            </text>
            <line x1={x} x2={x} y1={20} y2={220} className="stroke-line" strokeDasharray="3 4" />
          </g>
        ))}
        <Arrow y={46} from={BROWSER} to={SERVER} text="GET /, no cookie" />
        <Arrow y={74} from={SERVER} to={STORE} text="keep it" hue />
        <Arrow y={102} from={SERVER} to={BROWSER} text="Set-Cookie: the id" hue />
        <line x1={8} x2={408} y1={120} y2={120} className="stroke-line" />
        <Arrow y={146} from={BROWSER} to={SERVER} text="Cookie: the id" hue />
        <Arrow y={174} from={SERVER} to={STORE} text="what is under it" hue />
        <Arrow y={202} from={STORE} to={SERVER} text="visits: 1" hue />
      </svg>
    </Diagram>
  )
}
