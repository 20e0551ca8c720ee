/** The list of companies: search by name, sort, make a new one, bring archived ones back. */
import { plural, t } from '@lingui/core/macro'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Plus, Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useActions } from '~/core/actions'
import { api } from '~/core/api'
import { PageBar } from '~/core/PageBar'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Company, Page } from '~/core/schema'
import { useCan } from '~/core/session'
import { count } from '~/kit/numbers'
import { Button } from '~/ui/Button'
import { Checkbox, TextField } from '~/ui/Field'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { CompanyTable } from './CompanyTable'

const NewCompany = lazy(() => import('./NewCompany'))
const route = getRouteApi('/_shell/companies')

export function CompaniesPage() {
  const { q = '', sort = 'name', archived } = route.useSearch()
  const navigate = useNavigate({ from: '/companies' })
  const mayEdit = useCan('company.edit')
  const [making, setMaking] = useState(false)
  const [typed, setTyped] = useState(q)
  useEffect(() => {
    if (typed === q) return
    const timer = setTimeout(
      () => void navigate({ search: (s) => ({ ...s, q: typed || undefined }), replace: true }),
      200,
    )
    return () => clearTimeout(timer)
  }, [typed, q, navigate])

  const query = {
    q,
    sort,
    limit: 50,
    archived: archived ? true : undefined,
  }
  const list = useInfiniteQuery({
    queryKey: keys.companies({ ...query, pages: true }),
    queryFn: ({ pageParam, signal }) => api.get<Page<Company>>('/companies', { ...query, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const rows = list.data?.pages.flatMap((p) => p.items) ?? []
  const total = list.data?.pages[0]?.total
  const bound = list.data?.pages[0]?.total_is_bound

  useActions([
    {
      id: 'company.new',
      title: t`New company`,
      section: t`Create`,
      icon: <Plus size={16} />,
      enabled: () => mayEdit,
      run: () => setMaking(true),
    },
  ])

  const none = rows.length === 0 && list.isSuccess
  return (
    <>
      <PageBar name={t`Companies`}>
        {mayEdit ? (
          <Button look="primary" icon={<Plus size={16} />} onClick={() => setMaking(true)}>
            {t`New company`}
          </Button>
        ) : null}
      </PageBar>
      <div className="flex shrink-0 flex-wrap items-center gap-3 px-4 py-2.5">
        <TextField
          label={t`Search companies`}
          hideLabel
          type="search"
          placeholder={t`Search by name`}
          lead={<Search size={14} />}
          className="w-64 max-sm:w-full"
          value={typed}
          onChange={setTyped}
        />
        <Checkbox
          label={t`Archived`}
          checked={!!archived}
          onChange={(on) =>
            void navigate({ search: (s) => ({ ...s, archived: on ? 'yes' : undefined }), replace: true })
          }
        />
        <p className="num ms-auto text-12 text-text-2" role="status">
          {total === undefined ? '' : bound ? t`More than ${count(total)} companies` : companies(total)}
        </p>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-6 thin-scroll">
        {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <Skeleton className="h-64" /> : null}
        {rows.length ? (
          <CompanyTable
            rows={rows}
            sort={sort}
            onSort={(next) => void navigate({ search: (s) => ({ ...s, sort: next }), replace: true })}
          />
        ) : null}
        {list.hasNextPage ? (
          <div className="flex justify-center pt-3">
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t`Show more`}
            </Button>
          </div>
        ) : null}
        {none ? (
          <Nothing
            q={q}
            archived={!!archived}
            mayEdit={mayEdit}
            onNew={() => setMaking(true)}
            onClear={() => {
              setTyped('')
              void navigate({ search: {} })
            }}
          />
        ) : null}
      </div>
      {making ? (
        <Suspense>
          <NewCompany
            name={q}
            onDone={(company) => {
              setMaking(false)
              if (company) void navigate({ to: '/companies/$companyId', params: { companyId: company.id }, search: {} })
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}

const companies = (n: number) => plural(n, { one: '# company', other: '# companies' })

type NothingProps = { q: string; archived: boolean; mayEdit: boolean; onNew: () => void; onClear: () => void }

function Nothing({ q, archived, mayEdit, onNew, onClear }: NothingProps) {
  if (q || archived)
    return (
      <EmptyState
        title={q ? t`No company starts with “${q}”` : t`No archived company`}
        action={<Button onClick={onClear}>{t`Clear`}</Button>}
      />
    )
  return (
    <EmptyState
      title={t`No companies yet`}
      action={
        mayEdit ? (
          <Button look="primary" onClick={onNew}>
            {t`New company`}
          </Button>
        ) : null
      }
    >
      {mayEdit
        ? t`A company comes with its first deal, with an import, or is made here.`
        : t`An owner or an administrator can import or add companies.`}
    </EmptyState>
  )
}
