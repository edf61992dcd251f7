import type { StoreMoment } from '@/protocol/model/views'
import { shortType } from './short-type'

interface Props {
  columns: StoreMoment['columns']
  /** A last column has the buttons that delete. */
  deletes: boolean
}

/** A table's columns with their types; they stay in sight. */
export function ColumnHeads({ columns, deletes }: Props) {
  return (
    <thead className="sticky top-0 z-10 bg-panel">
      <tr>
        {columns.map(({ name, type }) => (
          <th
            key={name}
            scope="col"
            title={`${name} ${type}`}
            className="border-y px-1 py-1 font-semibold whitespace-nowrap first:pl-3"
          >
            {name} <span className="block font-normal text-muted">{shortType(type)}</span>
          </th>
        ))}
        {deletes ? (
          <th scope="col" className="border-y pr-1">
            <span className="sr-only">Delete</span>
          </th>
        ) : null}
      </tr>
    </thead>
  )
}
