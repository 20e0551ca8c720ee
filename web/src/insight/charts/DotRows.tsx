/** Segments as dots with intervals on one axis; n under the name, value at the end; each row opens its deals. */
import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { DealsLink } from '~/records/deals/list/DealsLink'
import type { DealsSearch } from '~/records/deals/list/search'
import { cx } from '~/ui/cx'
import { Axis } from './Axis'
import { IntervalMark } from './IntervalMark'
import { dotAxis, type Mark, place } from './scale'
import { useRowWalk } from './useRowWalk'

export type DotRow = Mark & {
  key: string
  label: string
  /** Under the name: "14 of 31". */
  under: string
  text: string
  /** Fewer than 30: hollow. */
  weak: boolean
  /** Fewer than 10: nothing is drawn, the text says so. */
  none: boolean
  /** What a reader hears beside the texts that stand there. */
  spoken: string
  search: DealsSearch | null
}

type Props = {
  rows: DotRow[]
  ratio: boolean
  everybody: { value: number; text: string } | null
  tick: (value: number, last: boolean) => string
  label: string
  /** Space for the names, px. */
  nameWidth?: number
}

export function DotRows({ rows, ratio, everybody, tick, label, nameWidth = 148 }: Props) {
  const { list, mark } = useRowWalk(rows.length)
  const shown = rows.filter((r) => !r.none)
  const axis = dotAxis(everybody ? [...shown, { value: everybody.value, interval: null }] : shown, ratio, false)
  const grid = { gridTemplateColumns: `minmax(0, min(${nameWidth}px, 42%)) minmax(60px, 1fr) 60px` }
  return (
    <div>
      {axis && everybody ? (
        <div className="grid gap-x-3" style={grid} aria-hidden>
          <span />
          <span className="relative h-4 text-11 text-text-2">
            <span
              className="absolute -translate-x-1/2 whitespace-nowrap rtl:translate-x-1/2"
              style={{ insetInlineStart: `${place(everybody.value, axis.domain)}%` }}
            >{t`all ${everybody.text}`}</span>
          </span>
        </div>
      ) : null}
      <ul ref={list} aria-label={label}>
        {rows.map((row, i) => (
          <li key={row.key}>
            <Row search={row.search} spoken={row.spoken} mark={mark(i)} grid={grid}>
              <span className="min-w-0">
                <span className="block truncate">{row.label}</span>
                <span className="num block truncate text-11 text-text-3">{row.under}</span>
              </span>
              {axis && !row.none ? (
                <IntervalMark
                  mark={row}
                  domain={axis.domain}
                  weak={row.weak}
                  className="h-9 coarse:h-11"
                  grid={axis.ticks}
                  everybody={everybody?.value}
                />
              ) : (
                <span className="text-12 text-text-3">{row.none ? t`too few to say` : ''}</span>
              )}
              <span className={cx('num text-end text-12', row.weak || row.none ? 'text-text-2' : 'font-semibold')}>
                {row.none ? '–' : row.text}
              </span>
            </Row>
          </li>
        ))}
      </ul>
      {axis ? (
        <div className="grid gap-x-3" style={grid}>
          <span />
          <Axis domain={axis.domain} ticks={axis.ticks} label={tick} />
        </div>
      ) : null}
    </div>
  )
}

type RowProps = {
  search: DealsSearch | null
  spoken: string
  mark: ReturnType<ReturnType<typeof useRowWalk>['mark']>
  grid: { gridTemplateColumns: string }
  children: ReactNode
}

/** One mark: a link to its deals; for the past, which has no lists, plain text. */
export function Row({ search, spoken, mark, grid, children }: RowProps) {
  const look = '-mx-2 grid min-h-9 items-center gap-x-3 rounded-6 px-2 coarse:min-h-11'
  const content = (
    <>
      {children}
      {spoken ? <span className="sr">{spoken}</span> : null}
    </>
  )
  if (!search)
    return (
      <span className={look} style={grid}>
        {content}
      </span>
    )
  return (
    <DealsLink {...mark} search={search} className={cx(look, 'relative hover:bg-surface-2')} style={grid}>
      {content}
    </DealsLink>
  )
}
