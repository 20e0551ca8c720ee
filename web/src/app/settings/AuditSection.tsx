/** The audit log: every change with who, when and from where, narrowed by member, kind of record and days. */
import { t } from '@lingui/core/macro'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { address, api } from '~/core/api'
import { useMembers } from '~/core/lists'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { AuditEntry, Page } from '~/core/schema'
import { useCan } from '~/core/session'
import { Button, buttonClass } from '~/ui/Button'
import { DateField, Select } from '~/ui/Field'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { AuditRow } from './AuditRow'
import { recordNames } from './auditWords'
import { Frame, LookOnly } from './Frame'

const route = getRouteApi('/_shell/settings/$section')

export default function AuditSection() {
  const mayRead = useCan('audit.read')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const members = useMembers()
  const list = useInfiniteQuery({
    queryKey: keys.audit(search),
    queryFn: ({ pageParam, signal }) => api.get<Page<AuditEntry>>('/audit', { ...search, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: mayRead,
  })
  if (!mayRead)
    return (
      <Frame title={t`Audit log`}>
        <LookOnly />
      </Frame>
    )
  const entries = list.data?.pages.flatMap((page) => page.items) ?? []
  const narrowed = Object.keys(search).length > 0
  function narrow(name: keyof typeof search, value: string) {
    void navigate({ search: { ...search, [name]: value || undefined }, replace: true })
  }
  return (
    <Frame
      wide
      title={t`Audit log`}
      about={t`Every change: who made it, when, from where, and what it was before.`}
      action={
        <a className={buttonClass()} href={`/api/v1${address('/exports/audit.csv', search)}`} download="audit.csv">
          <Download size={16} />
          {t`Export CSV`}
        </a>
      }
    >
      <div className="mb-4 grid grid-cols-2 gap-3 md:grid-cols-4">
        <Select
          label={t`Member`}
          placeholder={t`Everybody`}
          value={search.member ?? ''}
          options={members.map((m) => ({ value: m.id, label: m.name }))}
          onChange={(value) => narrow('member', value)}
        />
        <Select
          label={t`Records`}
          placeholder={t`All kinds`}
          value={search.record ?? ''}
          options={Object.entries(recordNames()).map(([value, label]) => ({ value, label }))}
          onChange={(value) => narrow('record', value)}
        />
        <DateField label={t`From`} value={search.from ?? ''} onChange={(value) => narrow('from', value)} />
        <DateField label={t`Until`} value={search.until ?? ''} onChange={(value) => narrow('until', value)} />
      </div>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-64" /> : null}
      {list.isSuccess && !entries.length ? (
        <EmptyState
          title={t`No change fits`}
          action={
            narrowed ? (
              <Button onClick={() => void navigate({ search: {}, replace: true })}>{t`Clear the filter`}</Button>
            ) : null
          }
        >
          {t`Choose other days, another member or another kind of record.`}
        </EmptyState>
      ) : null}
      <ol aria-label={t`Changes`} className="border-t border-border">
        {entries.map((entry) => (
          <AuditRow key={entry.seq} entry={entry} />
        ))}
      </ol>
      {list.hasNextPage ? (
        <Button className="mt-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t`Show earlier changes`}
        </Button>
      ) : null}
    </Frame>
  )
}
