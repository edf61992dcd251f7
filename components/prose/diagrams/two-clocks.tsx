import { Diagram } from '../diagram'

const SAID =
  'The cookie was given 45 minutes at the first answer and ends there. The record also began with 45 minutes, but a request after 30 minutes wound it up again, so it lives until minute 75. Between 45 and 75 the record is there and nobody brings its id.'

const SCALE = 3.9
const x = (minute: number) => 84 + minute * SCALE

/** The cookie's age limit and the record's time to live, side by side. */
export function TwoClocks() {
  return (
    <Diagram caption="A request after 30 minutes winds up the record’s clock. Nobody has told the cookie.">
      <svg
        viewBox="0 0 430 132"
        role="img"
        aria-label={SAID}
        data-hue="teal"
        className="mx-auto w-full min-w-[24rem] max-w-md"
      >
        {[0, 30, 45, 75].map((minute) => (
          <g key={minute}>
            <path d={`M${String(x(minute))} 22 V 104`} className="stroke-line" strokeDasharray="2 3" />
            <text x={x(minute)} y={16} textAnchor="middle" className="fill-muted text-[10px]">
              {minute} min
            </text>
          </g>
        ))}
        <text x={4} y={47} className="fill-ink text-[12px]">
          cookie
        </text>
        <rect x={x(0)} y={32} width={45 * SCALE} height={22} rx={5} className="fill-hue-soft" />
        <text x={x(45) + 6} y={47} className="fill-muted text-[10px]">
          deleted by the browser
        </text>
        <text x={4} y={83} className="fill-ink text-[12px]">
          record
        </text>
        <rect x={x(0)} y={68} width={30 * SCALE - 2} height={22} rx={5} className="fill-hue-soft" />
        <rect x={x(30)} y={68} width={45 * SCALE} height={22} rx={5} className="fill-hue-soft" />
        <text x={x(30) + 8} y={83} className="fill-hue text-[10px]">
          45 minutes again
        </text>
        <text x={x(30)} y={122} textAnchor="middle" className="fill-muted text-[10px]">
          GET /basket
        </text>
        <path d={`M${String(x(30))} 112 V 94`} className="stroke-hue" strokeWidth={1.5} />
      </svg>
    </Diagram>
  )
}
