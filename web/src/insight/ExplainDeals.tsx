/** The newest of the deals behind a figure; all, won or lost. */
import { t } from '@lingui/core/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '~/core/api'
import { keys } from '~/core/query'
import type { Condition, Deal, FigureRows, Page } from '~/core/schema'
import { dayOf, dayShort } from '~/kit/dates'
import { moneyShort } from '~/kit/money'
import { count } from '~/kit/numbers'
import { StatusMark } from '~/records/deals/list/StatusMark'
import { Logo } from '~/ui/Avatar'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import { Block } from './Block'

const SHOWN = 7

export function ExplainDeals({ rows, name }: { rows: FigureRows; name: string }) {
  const [status, setStatus] = useState<'' | 'won' | 'lost' | 'open'>('')
  const filter: Condition = status ? { all: [rows.filter, { field: 'status', op: 'eq', value: status }] } : rows.filter
  const query = { filter, sort: '-closed_at', limit: SHOWN }
  const { data } = useQuery({
    queryKey: keys.deals({ ...query, of: name }),
    queryFn: ({ signal }) => api.get<Page<Deal>>('/deals', query, signal),
    placeholderData: keepPreviousData,
  })
  const tabs = [
    ['', t`All ${count(rows.count)}`],
    ['won', t`Won`],
    ['lost', t`Lost`],
    ['open', t`Open`],
  ] as const
  const chooser = (
    <span role="group" aria-label={t`Which deals`} className="flex gap-1">
      {tabs.map(([key, label]) => (
        <button
          key={key}
          type="button"
          aria-pressed={status === key}
          onClick={() => setStatus(key)}
          className={cx(
            'h-6 rounded-4 px-2 text-11 font-medium coarse:h-11',
            status === key
              ? 'bg-accent-tint text-accent'
              : 'text-text-2 shadow-[inset_0_0_0_1px_var(--border-2)] hover:bg-surface-2',
          )}
        >
          {label}
        </button>
      ))}
    </span>
  )
  return (
    <Block title={t`The deals`} aside={chooser}>
      {data ? null : <Skeleton className="h-40" />}
      {data && !data.items.length ? <p className="text-text-2">{t`None of them.`}</p> : null}
      <ul>
        {data?.items.map((deal) => (
          <li key={deal.id} className="border-t border-border first:border-0">
            <Link
              to="/deals/$dealId"
              params={{ dealId: deal.id }}
              search={{}}
              className="-mx-2 grid min-h-8 grid-cols-[18px_1fr_52px_60px_84px] items-center gap-2 rounded-6 px-2 hover:bg-surface-2 coarse:min-h-11"
            >
              <Logo name={deal.company_name} />
              <span className="truncate">
                <span className="font-medium">{deal.name}</span>{' '}
                <span className="text-text-2">{deal.company_name}</span>
              </span>
              <StatusMark status={deal.status} />
              <span className="num text-end">
                {deal.amount === null ? '–' : moneyShort(deal.amount, deal.currency)}
              </span>
              <span className="num text-end text-12 whitespace-nowrap text-text-3">
                {deal.closed_at ? dayShort(dayOf(deal.closed_at)) : ''}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Block>
  )
}
