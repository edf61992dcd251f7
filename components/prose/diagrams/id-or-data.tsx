import { Diagram } from '../diagram'

const SAID =
  'Above: the cookie holds an id, and the server looks its record up in a store. Below: the cookie holds the data and a signature, and the server needs a key and nothing else.'

/** A cookie that names a record beside a cookie that is the record. */
export function IdOrData() {
  return (
    <Diagram caption="The same session twice. Below there is no store, and the whole of it travels.">
      <svg
        viewBox="0 0 430 196"
        role="img"
        aria-label={SAID}
        data-hue="teal"
        className="mx-auto w-full min-w-[24rem] max-w-md"
      >
        <Row
          y={22}
          name="express-session"
          cookie="x7Qk…"
          width={58}
          server="looks it up"
          store="x7Qk… user: alice"
        />
        <Row
          y={122}
          name="cookie-session"
          cookie="user: alice · signature"
          width={166}
          server="checks it"
          store={null}
        />
      </svg>
    </Diagram>
  )
}

interface RowProps {
  y: number
  name: string
  /** What stands in the cookie, and how wide that is. */
  cookie: string
  width: number
  server: string
  store: string | null
}

function Row({ y, name, cookie, width, server, store }: RowProps) {
  return (
    <g>
      <text x={4} y={y - 8} className="fill-muted text-[11px]">
        {name}
      </text>
      <rect x={4} y={y} width={width} height={26} rx={6} className="fill-hue-soft" />
      <text x={14} y={y + 17} className="fill-hue font-mono text-[11px]">
        {cookie}
      </text>
      <path
        d={`M${String(width + 10)} ${String(y + 13)} H 194`}
        className="fill-none stroke-hue"
        strokeWidth={1.5}
      />
      <rect x={198} y={y - 6} width={84} height={38} rx={8} className="fill-panel stroke-line" />
      <text x={240} y={y + 17} textAnchor="middle" className="fill-ink text-[11px]">
        {server}
      </text>
      {store === null ? (
        <text x={302} y={y + 17} className="fill-muted text-[11px]">
          no store
        </text>
      ) : (
        <>
          <path d={`M286 ${String(y + 13)} H 298`} className="fill-none stroke-hue" strokeWidth={1.5} />
          <rect x={302} y={y - 6} width={124} height={38} rx={8} className="fill-panel stroke-line" />
          <text x={310} y={y + 17} className="fill-hue font-mono text-[10px]">
            {store}
          </text>
        </>
      )}
    </g>
  )
}
