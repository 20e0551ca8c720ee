/** The list of deals that a condition names: what a figure counted, row by row. */
import { plural, t } from '@lingui/core/macro'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Download, Trash2 } from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { address, api } from '~/core/api'
import { PageBar } from '~/core/PageBar'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Deal, Page } from '~/core/schema'
import { useCan } from '~/core/session'
import { count } from '~/kit/numbers'
import { Button, buttonClass } from '~/ui/Button'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { DealTable } from './DealTable'
import { FilterChip } from './FilterChip'
import { type DealsSearch, dealsSearch } from './search'

export function DealsPage() {
  const raw = useSearch({ strict: false })
  const search = useMemo(() => dealsSearch(raw as Record<string, unknown>), [raw])
  const navigate = useNavigate()
  const mayExport = useCan('export.run')
  const mayDelete = useCan('deal.delete')
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
        <span role="status" className="num ms-auto text-text-2">
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
    </>
  )
}
