/** The deleted deals: why and when each went, whether it still counts, and the way back. */
import { plural, t } from '@lingui/core/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArchiveRestore } from 'lucide-react'
import { useState } from 'react'
import { api } from '~/core/api'
import { PageBar } from '~/core/PageBar'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Deal, Page, Removal } from '~/core/schema'
import { ago, instantLong } from '~/kit/dates'
import { money } from '~/kit/money'
import { Button } from '~/ui/Button'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { putAway } from '../view/saveDeal'

export function DeletedPage() {
  const list = useInfiniteQuery({
    queryKey: keys.deals({ deleted: true }),
    queryFn: ({ pageParam, signal }) => api.get<Page<Deal>>('/deals/deleted', { limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const deals = list.data?.pages.flatMap((p) => p.items) ?? []
  const total = list.data?.pages[0]?.total ?? 0
  const title = (
    <nav aria-label={t`Path`} className="flex items-center gap-1.5 text-14 font-semibold max-sm:text-18">
      <Link to="/deals" search={{}} className="text-text-2 hover:text-text">{t`Deals`}</Link>
      <span aria-hidden className="text-text-3">{`/`}</span>
      <h1>{t`Deleted`}</h1>
    </nav>
  )
  return (
    <>
      <PageBar name={t`Deleted deals`} title={title} />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-6 thin-scroll">
        {list.error ? <ProblemNote className="my-4" error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <Skeleton className="mt-4 h-64" /> : null}
        {list.isSuccess && !deals.length ? (
          <EmptyState title={t`Nothing was deleted`}>{t`What is deleted can be restored from here.`}</EmptyState>
        ) : null}
        {deals.length ? (
          <>
            <p role="status" className="num pt-3 pb-1 text-text-2">
              {plural(total, { one: '# deleted deal', other: '# deleted deals' })}
            </p>
            <ul>
              {deals.map((deal) => (
                <Row key={deal.id} deal={deal} />
              ))}
            </ul>
          </>
        ) : null}
        {list.hasNextPage ? (
          <Button className="mt-3" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t`Show more`}
          </Button>
        ) : null}
      </div>
    </>
  )
}

const why = (removal: Removal | null): string =>
  removal === 'test'
    ? t`It was a test`
    : removal === 'duplicate'
      ? t`It was there twice`
      : removal === 'mistake'
        ? t`It was made by mistake`
        : t`Something else`

function Row({ deal }: { deal: Deal }) {
  const [busy, setBusy] = useState(false)
  const { name } = deal
  const stays = deal.standing === 'deleted'
  const counts = !stays ? t`figures forget it` : deal.status === 'won' ? t`counts as won` : t`counts as lost`
  async function restore() {
    setBusy(true)
    await putAway(deal, { verb: 'restore' })
    setBusy(false)
  }
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-border py-2">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-12 text-text-2 max-sm:whitespace-normal">
          {[deal.company_name, why(deal.removal), counts].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="num text-end max-sm:hidden">
        {deal.amount === null ? '–' : money(deal.amount, deal.currency)}
      </span>
      {deal.removed_at ? (
        <time
          dateTime={deal.removed_at}
          data-tip={instantLong(deal.removed_at)}
          className="num w-24 text-end text-12 text-text-2 max-sm:hidden"
        >
          {ago(deal.removed_at)}
        </time>
      ) : null}
      <Button
        busy={busy}
        icon={<ArchiveRestore size={16} />}
        aria-label={t`Restore ${name}`}
        onClick={() => void restore()}
      >
        {t`Restore`}
      </Button>
    </li>
  )
}
