import { Diagram } from '../diagram'

const SAID =
  'The cookie was given 60 seconds at the first answer and ends there. The record also began with 60 seconds, but a request after 40 seconds wound it up again, so it lives until second 100. Between 60 and 100 the record is there and nobody brings its id.'

const x = (second: number) => 84 + second * 2.9

/** The cookie's age limit and the record's time to live, side by side. */
export function TwoClocks() {
  return (
    <Diagram caption="A request after 40 seconds winds up the record’s clock. Nobody has told the cookie.">
      <svg
        viewBox="0 0 430 132"
        role="img"
        aria-label={SAID}
        data-hue="teal"
        className="mx-auto w-full min-w-[24rem] max-w-md"
      >
        {[0, 40, 60, 100].map((second) => (
          <g key={second}>
            <path d={`M${String(x(second))} 22 V 104`} className="stroke-line" strokeDasharray="2 3" />
            <text x={x(second)} y={16} textAnchor="middle" className="fill-muted text-[10px]">
              {second} s
            </text>
          </g>
        ))}
        <text x={4} y={47} className="fill-ink text-[12px]">
          cookie
        </text>
        <rect x={x(0)} y={32} width={60 * 2.9} height={22} rx={5} className="fill-hue-soft" />
        <text x={x(60) + 6} y={47} className="fill-muted text-[10px]">
          deleted by the browser
        </text>
        <text x={4} y={83} className="fill-ink text-[12px]">
          record
        </text>
        <rect x={x(0)} y={68} width={40 * 2.9 - 2} height={22} rx={5} className="fill-hue-soft" />
        <rect x={x(40)} y={68} width={60 * 2.9} height={22} rx={5} className="fill-hue-soft" />
        <text x={x(40) + 8} y={83} className="fill-hue text-[10px]">
          60 s again
        </text>
        <text x={x(40)} y={122} textAnchor="middle" className="fill-muted text-[10px]">
          GET /basket
        </text>
        <path d={`M${String(x(40))} 112 V 94`} className="stroke-hue" strokeWidth={1.5} />
      </svg>
    </Diagram>
  )
}
