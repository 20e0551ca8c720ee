/** The newest of the deals behind a figure; all, won or lost. */
import { t } from '@lingui/core/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '~/core/api'
import { keys } from '~/core/query'
import type { Condition, Deal, FigureRows, Page } from '~/core/schema'
import { count } from '~/kit/numbers'
import { Skeleton } from '~/ui/Notes'
import { Block } from './Block'
import { Choices } from './Choices'
import { DealLines } from './DealLines'

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
  const chooser = <Choices label={t`Which deals`} options={tabs} value={status} onChoose={setStatus} />
  return (
    <Block title={t`The deals`} aside={chooser}>
      {data ? null : <Skeleton className="h-40" />}
      {data && !data.items.length ? <p className="text-text-2">{t`None of them.`}</p> : null}
      <DealLines deals={data?.items ?? []} />
    </Block>
  )
}
