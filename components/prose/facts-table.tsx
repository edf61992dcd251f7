/** A table in the text: what is compared stands in the first row, what is asked of each in the first column. */
export function FactsTable({
  columns,
  rows,
}: {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}) {
  return (
    // On a phone it scrolls sideways, which must not need a finger.
    <div role="group" aria-label="Table" tabIndex={0} className="my-4 overflow-x-auto scroll-thin">
      <table className="w-full min-w-[26rem] text-left text-sm [&_td]:py-1.5 [&_td]:pr-4 [&_th]:py-1.5 [&_th]:pr-4">
        <thead>
          <tr>
            {/* An empty corner is no heading. */}
            <td />
            {columns.map((column) => (
              <th key={column} scope="col" className="font-semibold">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name} className="border-t align-top">
              <th scope="row" className="font-normal text-muted">
                {name}
              </th>
              {cells.map((cell, index) => (
                <td key={columns[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
