/** Counts as horizontal bars from zero; the count behind the bar, the sum at the end; each row opens its deals. */
import type { ReactNode } from 'react'
import type { DealsSearch } from '~/records/deals/list/search'
import { cx } from '~/ui/cx'
import { Row } from './DotRows'
import { useRowWalk } from './useRowWalk'

export type BarRow = {
  key: string
  label: string
  dot?: ReactNode
  value: number
  text: string
  aside: string
  tone: 'mark' | 'won' | 'slate'
  search: DealsSearch | null
}

const fills = { mark: 'bg-mark', won: 'bg-won', slate: 'bg-slate' }

type Props = {
  rows: BarRow[]
  label: string
  nameWidth?: number
  /** The value of a full bar, where several lists share a scale. */
  full?: number
}

export function BarRows({ rows, label, nameWidth = 128, full }: Props) {
  const { list, mark } = useRowWalk(rows.length)
  const most = full ?? Math.max(1, ...rows.map((r) => r.value))
  const grid = { gridTemplateColumns: `minmax(0, min(${nameWidth}px, 42%)) minmax(60px, 1fr) auto` }
  return (
    <ul ref={list} aria-label={label}>
      {rows.map((row, i) => (
        <li key={row.key}>
          <Row search={row.search} spoken="" mark={mark(i)} grid={grid}>
            <span className="flex min-w-0 items-center gap-2">
              {row.dot}
              <span className="truncate">{row.label}</span>
            </span>
            <span className="flex items-center gap-2">
              {/* Room for the number is kept free, so that the longest bar does not push it out. */}
              <span
                className={cx('h-4 rounded-e-[1px]', fills[row.tone])}
                style={{ inlineSize: `calc((100% - 56px) * ${row.value / most})`, minInlineSize: row.value ? 2 : 0 }}
              />
              <span className="num text-12 font-semibold">{row.text}</span>
            </span>
            <span className={cx('num min-w-14 text-end text-12', row.value ? 'text-text-2' : 'text-text-3')}>
              {row.aside}
            </span>
          </Row>
        </li>
      ))}
    </ul>
  )
}
