/** The list of contacts: search by name, sort, make a new one, bring archived ones back. */
import { plural, t } from '@lingui/core/macro'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Plus, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { runAction } from '~/core/actions'
import { api } from '~/core/api'
import { PageBar } from '~/core/PageBar'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Contact, Page } from '~/core/schema'
import { useCan } from '~/core/session'
import { count } from '~/kit/numbers'
import { Button } from '~/ui/Button'
import { Checkbox, TextField } from '~/ui/Field'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { ContactTable } from './ContactTable'

const route = getRouteApi('/_shell/contacts')

export function ContactsPage() {
  const { q = '', sort = 'name', archived } = route.useSearch()
  const navigate = useNavigate({ from: '/contacts' })
  const mayEdit = useCan('contact.edit')
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
    queryKey: keys.contacts({ ...query, pages: true }),
    queryFn: ({ pageParam, signal }) => api.get<Page<Contact>>('/contacts', { ...query, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const rows = list.data?.pages.flatMap((p) => p.items) ?? []
  const total = list.data?.pages[0]?.total
  const bound = list.data?.pages[0]?.total_is_bound

  const make = () =>
    runAction('contact.new', {
      name: q,
      onMade: ({ id }: Contact) => void navigate({ to: '/contacts/$contactId', params: { contactId: id } }),
    })
  const none = rows.length === 0 && list.isSuccess
  return (
    <>
      <PageBar name={t`Contacts`}>
        {mayEdit ? (
          <Button look="primary" icon={<Plus size={16} />} onClick={() => make()}>
            {t`New contact`}
          </Button>
        ) : null}
      </PageBar>
      <div className="flex shrink-0 flex-wrap items-center gap-3 px-4 py-2.5">
        <TextField
          label={t`Search contacts`}
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
          {total === undefined ? '' : bound ? t`More than ${count(total)} contacts` : contacts(total)}
        </p>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-6 thin-scroll">
        {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <Skeleton className="h-64" /> : null}
        {rows.length ? (
          <ContactTable
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
            onNew={() => make()}
            onClear={() => {
              setTyped('')
              void navigate({ search: {} })
            }}
          />
        ) : null}
      </div>
    </>
  )
}

const contacts = (n: number) => plural(n, { one: '# contact', other: '# contacts' })

type NothingProps = { q: string; archived: boolean; mayEdit: boolean; onNew: () => void; onClear: () => void }

function Nothing({ q, archived, mayEdit, onNew, onClear }: NothingProps) {
  if (q || archived)
    return (
      <EmptyState
        title={q ? t`No contact starts with “${q}”` : t`No archived contact`}
        action={<Button onClick={onClear}>{t`Clear`}</Button>}
      />
    )
  return (
    <EmptyState
      title={t`No contacts yet`}
      action={
        mayEdit ? (
          <Button look="primary" onClick={onNew}>
            {t`New contact`}
          </Button>
        ) : null
      }
    >
      {mayEdit
        ? t`Contacts are the people at your companies. Add the first one here.`
        : t`Members who may edit can add contacts.`}
    </EmptyState>
  )
}
