/** The deals of a company or of a contact, with their sums: open first, then won, then lost. */
import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Ban, Trophy } from 'lucide-react'
import { api } from '~/core/api'
import { usePipelines } from '~/core/lists'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Deal, Page } from '~/core/schema'
import { useSession } from '~/core/session'
import { dayOf, dayShort } from '~/kit/dates'
import { money } from '~/kit/money'
import { StageDot } from '~/ui/Chip'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { type Column, Table } from '~/ui/Table'
import { usePhone } from '~/ui/usePhone'
import { dealSums, type Sum } from './dealSums'

const MOST = 200
const order = ['open', 'won', 'lost']

type Props = {
  /** The field that leads from a deal to whom it is with, and who that is. */
  field: 'company_id' | 'contact_id'
  of: { id: string; name: string }
}

export function DealsOf({ field, of }: Props) {
  const { workspace } = useSession()
  const navigate = useNavigate()
  const phone = usePhone()
  const query = { filter: { all: [{ field, op: 'in', value: [of.id] }] }, limit: MOST }
  const list = useQuery({
    queryKey: keys.deals(query),
    queryFn: ({ signal }) => api.get<Page<Deal>>('/deals', query, signal),
  })
  if (list.error) return <ProblemNote className="mt-6" error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Skeleton className="mt-6 h-40" />
  const deals = [...list.data.items].sort(
    (a, b) => order.indexOf(a.status) - order.indexOf(b.status) || (b.closed_at ?? '').localeCompare(a.closed_at ?? ''),
  )
  const sums = dealSums(deals, workspace.base_currency)
  if (!deals.length)
    return (
      <EmptyState title={t`No deals yet`}>
        {t`Deals with ${of.name} appear here, with what is open and what was won.`}
      </EmptyState>
    )
  const columns: Column<Deal>[] = [
    {
      key: 'name',
      label: t`Deal`,
      cell: (d) => (
        <Link to="/deals/$dealId" params={{ dealId: d.id }} search={{}} className="font-medium hover:underline">
          {d.name}
        </Link>
      ),
    },
    { key: 'stage', label: t`Stage`, width: phone ? 120 : '26%', cell: (d) => <Where deal={d} /> },
    {
      key: 'value',
      label: t`Value`,
      end: true,
      width: phone ? 96 : 120,
      cell: (d) => (d.amount === null ? '' : money(d.amount, d.currency)),
    },
    {
      key: 'date',
      label: t`Close date`,
      end: true,
      width: 112,
      cell: (d) => (d.closed_at ? dayShort(dayOf(d.closed_at)) : d.expected_close ? dayShort(d.expected_close) : ''),
    },
  ]
  return (
    <section aria-label={t`Deals`} className="mt-5">
      <dl className="mb-5 flex flex-wrap gap-x-8 gap-y-3">
        <SumPair label={t`Open`} group={sums.open} />
        <SumPair label={t`Won`} group={sums.won} />
        <SumPair label={t`Lost`} group={sums.lost} />
      </dl>
      {list.data.next ? <p className="mb-2 text-12 text-text-2">{t`Sums are of the first ${MOST} deals.`}</p> : null}
      <Table
        label={t`Deals of ${of.name}`}
        columns={phone ? columns.slice(0, 3) : columns}
        rows={deals}
        rowKey={(d) => d.id}
        onRow={(d) => void navigate({ to: '/deals/$dealId', params: { dealId: d.id }, search: {} })}
      />
    </section>
  )
}

function SumPair({ label, group }: { label: string; group: { count: number; sums: Sum[] } }) {
  const deals = plural(group.count, { one: '# deal', other: '# deals' })
  return (
    <div>
      <dt className="text-12 text-text-2">{label}</dt>
      <dd>
        {group.sums.length ? (
          <span className="num me-1.5 text-15 font-semibold">
            {group.sums.map((s) => money(s.amount, s.currency)).join(' + ')}
          </span>
        ) : null}
        <span className="num text-12 text-text-2">{deals}</span>
      </dd>
    </div>
  )
}

function Where({ deal }: { deal: Deal }) {
  const stage = usePipelines()
    .flatMap((p) => p.stages)
    .find((s) => s.id === deal.stage_id)
  if (deal.status === 'won')
    return (
      <span className="flex items-center gap-1.5 text-ok">
        <Trophy size={14} /> {t`Won`}
      </span>
    )
  if (deal.status === 'lost')
    return (
      <span className="flex items-center gap-1.5 text-text-2">
        <Ban size={14} /> {t`Lost`}
      </span>
    )
  return (
    <span className="flex items-center gap-1.5">
      {stage ? <StageDot hue={stage.hue} /> : null}
      <span className="truncate">{deal.stage_name}</span>
    </span>
  )
}
