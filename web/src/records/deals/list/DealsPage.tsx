/** The list of deals that a condition names: what a figure counted, row by row. */
import { plural, t } from '@lingui/core/macro'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Download, ListChecks, Trash2 } from 'lucide-react'
import { Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { address, api } from '~/core/api'
import { PageBar } from '~/core/PageBar'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Deal, Page } from '~/core/schema'
import { useCan } from '~/core/session'
import { count } from '~/kit/numbers'
import { ahead } from '~/ui/ahead'
import { Button, buttonClass } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { usePhone } from '~/ui/usePhone'
import { DealTable } from './DealTable'
import { FilterChip } from './FilterChip'
import { usePicking } from './picking'
import { type DealsSearch, dealsSearch } from './search'

const BulkBar = ahead(() => import('../bulk/BulkBar'))

export function DealsPage() {
  const raw = useSearch({ strict: false })
  const search = useMemo(() => dealsSearch(raw as Record<string, unknown>), [raw])
  const navigate = useNavigate()
  const mayExport = useCan('export.run')
  const mayDelete = useCan('deal.delete')
  const mayChange = useCan('deal.bulk')
  const phone = usePhone()
  const [picking, setPicking] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
  const { filter, from } = search
  const sort = search.sort ?? '-number'
  const go = (next: DealsSearch) => void navigate({ href: address('/deals', next), replace: true })
  const query = { filter, sort, q: search.q, limit: 100 }
  const list = useInfiniteQuery({
    queryKey: keys.deals({ ...query, pages: true }),
    queryFn: ({ pageParam, signal }) => api.get<Page<Deal>>('/deals', { ...query, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const deals = useMemo(() => list.data?.pages.flatMap((p) => p.items) ?? [], [list.data])
  const first = list.data?.pages[0]
  const total = first?.total ?? deals.length
  const ids = useMemo(() => deals.map((d) => d.id), [deals])
  const picks = usePicking(ids, JSON.stringify([filter, search.q]))
  const size = picks.everything ? Math.max(total, ids.length) : picks.ids.size
  const clear = () => {
    picks.clear()
    setPicking(false)
  }
  return (
    <>
      <PageBar name={t`Deals`}>
        {mayDelete ? (
          <Link to="/deals/deleted" className={buttonClass('ghost')}>
            <Trash2 size={16} />
            {t`Deleted`}
          </Link>
        ) : null}
        {mayExport ? (
          <a
            className={buttonClass()}
            href={`/api/v1${address('/exports/deals.csv', { filter, sort })}`}
            download="deals.csv"
          >
            <Download size={16} />
            {t`Export CSV`}
          </a>
        ) : null}
      </PageBar>
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5">
        {filter ? (
          <>
            <span className="min-w-0 max-w-full">
              <FilterChip filter={filter} from={from} />
            </span>
            <Button size="sm" look="ghost" onClick={() => go({ sort: search.sort })}>{t`Clear`}</Button>
          </>
        ) : (
          <span className="text-text-2">{t`Every deal`}</span>
        )}
        {mayChange && phone && deals.length ? (
          <Button
            size="sm"
            look="ghost"
            className="ms-auto"
            icon={<ListChecks size={16} />}
            aria-pressed={picking}
            onClick={() => (picking ? clear() : setPicking(true))}
          >
            {t`Pick`}
          </Button>
        ) : null}
        <span role="status" className={cx('num text-text-2', !(mayChange && phone) && 'ms-auto')}>
          {first
            ? first.total_is_bound
              ? t`more than ${count(total)} deals`
              : plural(total, { one: '# deal', other: '# deals' })
            : ''}
        </span>
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto px-4 pb-6 thin-scroll">
        {list.error ? <ProblemNote className="my-4" error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <Skeleton className="mt-4 h-64" /> : null}
        {deals.length ? (
          <DealTable
            deals={deals}
            total={total}
            scroller={scroller}
            sort={sort}
            onSort={(next) => go({ ...search, sort: next })}
            onEnd={more}
            picked={mayChange ? picks.ids : null}
            picking={picking}
            onPick={picks.onPick}
            onPickShown={picks.pickShown}
            onClear={clear}
          />
        ) : null}
        {list.isSuccess && !deals.length ? (
          <EmptyState
            title={t`No deal fits`}
            action={filter ? <Button onClick={() => go({})}>{t`Clear the filter`}</Button> : null}
          >
            {filter ? <FilterChip filter={filter} /> : null}
          </EmptyState>
        ) : null}
      </div>
      {size > 0 && mayChange ? (
        <Suspense>
          <BulkBar
            deals={picks.everything ? { filter: filter ?? { all: [] }, q: search.q } : { ids: [...picks.ids] }}
            size={size}
            every={!picks.everything && picks.ids.size === ids.length && total > ids.length ? total : null}
            onEvery={picks.pickEverything}
            onClear={clear}
          />
        </Suspense>
      ) : null}
    </>
  )
}
