/** Deals as rows in a window: only what is seen stands in the page. On phones two lines each. */
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useMembers } from '~/core/lists'
import type { Deal, Member } from '~/core/schema'
import { dayOf, dayShort } from '~/kit/dates'
import { money } from '~/kit/money'
import { Avatar, Logo } from '~/ui/Avatar'
import { cx } from '~/ui/cx'
import { usePhone } from '~/ui/usePhone'
import { AllBox, RowBox, useRowKeys } from './PickBoxes'
import { StatusMark } from './StatusMark'

type Props = {
  deals: Deal[]
  total: number
  scroller: RefObject<HTMLDivElement | null>
  sort: string
  onSort: (sort: string) => void
  onEnd: () => void
  /** The ids that are picked; null where nothing can be done with them. */
  picked: ReadonlySet<string> | null
  /** Whether rows on a phone show their boxes. */
  picking: boolean
  onPick: (at: number, extend: boolean) => void
  onPickShown: () => void
  onClear: () => void
}

const WIDE =
  'grid-cols-[36px_76px_minmax(180px,3fr)_minmax(120px,2fr)_minmax(96px,1fr)_112px_minmax(120px,1.4fr)_104px_80px]'

export function DealTable(props: Props) {
  const { deals, total, scroller, sort, onSort, onEnd, picked, onPick } = props
  const phone = usePhone()
  const members = useMembers()
  const rows = useVirtualizer({
    count: deals.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? 60 : 36),
    overscan: 12,
    getItemKey: (i) => deals[i]?.id ?? i,
  })
  const table = useRef<HTMLDivElement>(null)
  useRowKeys(table, { ...props, reveal: (at) => rows.scrollToIndex(at) })
  const items = rows.getVirtualItems()
  const last = items[items.length - 1]?.index ?? 0
  useEffect(() => {
    if (deals.length && last >= deals.length - 15) onEnd()
  }, [last, deals.length, onEnd])
  return (
    <div
      role="table"
      aria-label={t`Deals`}
      aria-rowcount={total + 1}
      className={phone ? '' : 'min-w-[936px]'}
      ref={table}
    >
      {phone ? null : <Head sort={sort} onSort={onSort} box={<AllBox {...props} />} />}
      <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const deal = deals[item.index]
          if (!deal) return null
          const owner = members.find((m) => m.id === deal.owner_id)
          const shape = { height: item.size, transform: `translateY(${item.start}px)` }
          const on = picked?.has(deal.id) ?? false
          const box =
            picked && (!phone || props.picking) ? (
              <RowBox deal={deal} on={on} onPick={(extend) => onPick(item.index, extend)} />
            ) : null
          const row = { deal, index: item.index, style: shape, on, box }
          return phone ? <PhoneRow key={item.key} {...row} /> : <WideRow key={item.key} {...row} owner={owner} />
        })}
      </div>
    </div>
  )
}

function Head({ sort, onSort, box }: { sort: string; onSort: (sort: string) => void; box: ReactNode }) {
  const columns: [label: string, key: string | null, end?: boolean][] = [
    [t`Number`, 'number'],
    [t`Name`, 'name'],
    [t`Company`, null],
    [t`Stage`, null],
    [t`Value`, 'amount', true],
    [t`Owner`, null],
    [t`Close date`, 'closed_at', true],
    [t`Status`, null],
  ]
  return (
    <div role="rowgroup" className="sticky top-0 z-1 bg-page">
      <div
        role="row"
        aria-rowindex={1}
        className={cx('grid h-8 items-center border-b border-border text-12 text-text-2', WIDE)}
      >
        <span role="columnheader">{box}</span>
        {columns.map(([label, key, end]) => {
          const on = key !== null && sort.replace('-', '') === key
          const down = sort.startsWith('-')
          return (
            <span
              key={label}
              role="columnheader"
              aria-sort={on ? (down ? 'descending' : 'ascending') : undefined}
              className={cx('px-2.5 font-medium', end && 'text-end')}
            >
              {key ? (
                <button
                  type="button"
                  className={cx('inline-flex h-6 items-center gap-1 hover:text-text', end && 'flex-row-reverse')}
                  onClick={() => onSort(on && !down ? `-${key}` : key)}
                >
                  {label}
                  {on ? (
                    down ? (
                      <ArrowDown size={12} strokeWidth={2.25} />
                    ) : (
                      <ArrowUp size={12} strokeWidth={2.25} />
                    )
                  ) : null}
                </button>
              ) : (
                label
              )}
            </span>
          )
        })}
      </div>
    </div>
  )
}

type RowProps = {
  deal: Deal
  index: number
  style: { height: number; transform: string }
  on: boolean
  box: ReactNode
}

const closing = (deal: Deal) =>
  deal.closed_at ? dayShort(dayOf(deal.closed_at)) : deal.expected_close ? dayShort(deal.expected_close) : ''

function WideRow({ deal, owner, index, style, on, box }: RowProps & { owner: Member | undefined }) {
  const cell = 'truncate px-2.5'
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      style={style}
      className={cx(
        'absolute inset-x-0 top-0 grid items-center border-b border-border',
        on ? 'bg-accent-tint' : 'hover:bg-surface-2',
        WIDE,
      )}
    >
      <span role="cell">{box}</span>
      <span role="cell" className={cx(cell, 'num text-text-3')}>
        {deal.number}
      </span>
      <span role="cell" className={cell}>
        <Link
          to="/deals/$dealId"
          params={{ dealId: deal.id }}
          search={{}}
          className="block truncate font-medium after:absolute after:inset-0 hover:underline"
        >
          {deal.name}
        </Link>
      </span>
      <span role="cell" className={cx(cell, 'flex items-center gap-2')}>
        {deal.company_name ? <Logo name={deal.company_name} /> : null}
        <span className="truncate">{deal.company_name}</span>
      </span>
      <span role="cell" className={cell}>
        {deal.stage_name}
      </span>
      <span role="cell" className={cx(cell, 'num text-end')}>
        {deal.amount === null ? <span className="text-text-3">–</span> : money(deal.amount, deal.currency)}
      </span>
      <span role="cell" className={cx(cell, 'flex items-center gap-1.5')}>
        {deal.owner_name ? <Avatar name={deal.owner_name} hue={owner?.hue} /> : null}
        <span className="truncate">{deal.owner_name}</span>
      </span>
      <span role="cell" className={cx(cell, 'num text-end', !deal.closed_at && 'text-text-3')}>
        {closing(deal)}
      </span>
      <span role="cell" className={cell}>
        <StatusMark status={deal.status} />
      </span>
    </div>
  )
}

function PhoneRow({ deal, index, style, on, box }: RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      style={style}
      className={cx('absolute inset-x-0 top-0 flex items-center gap-3 border-b border-border', on && 'bg-accent-tint')}
    >
      {box ? <span role="cell">{box}</span> : null}
      <span role="cell" className="min-w-0 flex-1">
        <Link
          to="/deals/$dealId"
          params={{ dealId: deal.id }}
          search={{}}
          className="block truncate text-14 font-medium after:absolute after:inset-0"
        >
          {deal.name}
        </Link>
        <span className="block truncate text-12 text-text-2">
          {[deal.company_name, deal.stage_name, closing(deal)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span role="cell" className="text-end">
        <span className="num block font-medium">{deal.amount === null ? '–' : money(deal.amount, deal.currency)}</span>
        <StatusMark status={deal.status} />
      </span>
    </div>
  )
}
