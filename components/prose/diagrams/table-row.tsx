import { Diagram } from '../diagram'

const COLUMNS = [
  { name: 'sid', type: 'varchar', value: 'x7QkM2rTn4Zf', from: 'the id in the cookie' },
  { name: 'sess', type: 'json', value: '{"cookie":{…},"visits":1}', from: 'req.session' },
  { name: 'expire', type: 'timestamp', value: '2026-11-22 09:30:00', from: 'now + ttl' },
] as const

/** One row of the session table, each column with what it comes from. */
export function TableRow() {
  return (
    <Diagram caption="One session, one row. The coloured id is the one in the cookie.">
      <table className="w-max border-collapse text-left text-sm" data-hue="teal">
        <thead>
          <tr>
            {COLUMNS.map(({ name, type }) => (
              <th key={name} scope="col" className="border bg-soft px-2.5 py-1 font-mono font-semibold">
                {name} <span className="font-sans font-normal text-muted">{type}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {COLUMNS.map(({ name, value }) => (
              <td key={name} className="border bg-panel px-2.5 py-1 font-mono">
                {name === 'sid' ? (
                  <span className="rounded bg-hue-soft px-1 font-semibold text-hue">{value}</span>
                ) : (
                  value
                )}
              </td>
            ))}
          </tr>
          <tr>
            {COLUMNS.map(({ name, from }) => (
              <td key={name} className="px-2.5 pt-1.5 text-muted">
                ↑ {from}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Diagram>
  )
}
