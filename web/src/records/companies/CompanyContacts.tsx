/** The people at a company, and a way to add one. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { runAction } from '~/core/actions'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Company, Contact, Page } from '~/core/schema'
import { useCan } from '~/core/session'
import { Avatar } from '~/ui/Avatar'
import { Button } from '~/ui/Button'

const MOST = 100

export function CompanyContacts({ company }: { company: Company }) {
  const mayEdit = useCan('contact.edit')
  const query = { filter: { field: 'company_id', op: 'eq', value: company.id }, limit: MOST }
  const list = useQuery({
    queryKey: keys.contacts(query),
    queryFn: ({ signal }) => api.get<Page<Contact>>('/contacts', query, signal),
  })
  const people = list.data?.items ?? []
  return (
    <section aria-label={t`Contacts`} className="mb-6">
      <div className="mb-1.5 flex h-7 items-center justify-between">
        <h2 className="font-semibold">{t`Contacts`}</h2>
        {mayEdit && !company.archived ? (
          <Button
            look="ghost"
            size="sm"
            icon={<Plus size={14} />}
            onClick={() => runAction('contact.new', { company: { id: company.id, name: company.name } })}
          >
            {t`Add`}
          </Button>
        ) : null}
      </div>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && !people.length ? <p className="text-text-3">{t`Nobody yet`}</p> : null}
      <ul>
        {people.map((c) => (
          <li key={c.id}>
            <Link
              to="/contacts/$contactId"
              params={{ contactId: c.id }}
              className="-mx-1.5 flex min-h-10 items-center gap-2 rounded-6 px-1.5 hover:bg-surface-2 coarse:min-h-11"
            >
              <Avatar name={c.name} size={24} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{c.name}</span>
                <span className="block truncate text-12 text-text-2">
                  {[c.job_title, c.email ?? c.phone].filter(Boolean).join(' · ')}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
