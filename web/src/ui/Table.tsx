/** A plain table for short lists: sticky head, 36 px rows, optional sorting and row links. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

export type Column<T> = {
  key: string
  label: string
  cell: (row: T) => ReactNode
  /** Numbers, money and dates stand at the end edge with tabular figures. */
  end?: boolean
  width?: number | string
  /** Sort name of the API; a leading minus is added for descending. */
  sort?: string
}
type TableProps<T> = {
  label: string
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T) => string
  sort?: string
  onSort?: (sort: string) => void
  onRow?: (row: T) => void
  foot?: ReactNode
}

export function Table<T>({ label, columns, rows, rowKey, sort, onSort, onRow, foot }: TableProps<T>) {
  return (
    <table className="w-full border-separate border-spacing-0" aria-label={label}>
      <thead>
        <tr>
          {columns.map((c) => (
            <th
              key={c.key}
              scope="col"
              style={{ width: c.width }}
              aria-sort={
                c.sort && sort?.replace('-', '') === c.sort
                  ? sort.startsWith('-')
                    ? 'descending'
                    : 'ascending'
                  : undefined
              }
              className={cx(
                'sticky top-0 z-1 h-8 border-b border-border bg-page px-2.5 text-12 font-medium text-text-2',
                c.end ? 'text-end' : 'text-start',
              )}
            >
              {c.sort && onSort ? (
                <button
                  type="button"
                  className={cx('inline-flex h-6 items-center gap-1 hover:text-text', c.end && 'flex-row-reverse')}
                  onClick={() => onSort(sort === c.sort ? `-${c.sort}` : (c.sort ?? ''))}
                >
                  {c.label}
                  {sort === c.sort ? <ArrowUp size={12} strokeWidth={2.25} /> : null}
                  {sort === `-${c.sort}` ? <ArrowDown size={12} strokeWidth={2.25} /> : null}
                </button>
              ) : (
                c.label
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          // The row press is a convenience: the same place is a link inside the first cell.
          <tr key={rowKey(row)} onClick={onRow ? () => onRow(row) : undefined} className="group hover:bg-surface-2">
            {columns.map((c) => (
              <td
                key={c.key}
                className={cx('h-9 max-w-0 truncate border-b border-border px-2.5', c.end && 'num text-end')}
              >
                {c.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {foot ? <tfoot>{foot}</tfoot> : null}
    </table>
  )
}
