/** Contacts as rows; on phones as a list of two lines each. */
import { t } from '@lingui/core/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMembers } from '~/core/lists'
import type { Contact } from '~/core/schema'
import { Avatar } from '~/ui/Avatar'
import { type Column, Table } from '~/ui/Table'
import { usePhone } from '~/ui/usePhone'

type Props = { rows: Contact[]; sort: string; onSort: (sort: string) => void }

export function ContactTable({ rows, sort, onSort }: Props) {
  const phone = usePhone()
  const members = useMembers()
  const navigate = useNavigate()
  if (phone) return <ContactList rows={rows} />
  const columns: Column<Contact>[] = [
    {
      key: 'name',
      label: t`Name`,
      sort: 'name',
      width: '24%',
      cell: (c) => (
        <Link
          to="/contacts/$contactId"
          params={{ contactId: c.id }}
          className="flex items-center gap-2 truncate font-medium hover:underline"
        >
          <Avatar name={c.name} />
          <span className="truncate">{c.name}</span>
        </Link>
      ),
    },
    { key: 'title', label: t`Job title`, sort: 'job_title', cell: (c) => c.job_title ?? '' },
    {
      key: 'company',
      label: t`Company`,
      sort: 'company_name',
      cell: (c) =>
        c.company_id ? (
          <Link
            to="/companies/$companyId"
            params={{ companyId: c.company_id }}
            search={{}}
            onClick={(e) => e.stopPropagation()}
            className="hover:underline"
          >
            {c.company_name}
          </Link>
        ) : (
          ''
        ),
    },
    { key: 'email', label: t`E-mail`, sort: 'email', cell: (c) => c.email ?? '' },
    { key: 'phone', label: t`Phone`, width: 152, cell: (c) => c.phone ?? '' },
    {
      key: 'owner',
      label: t`Owner`,
      width: 132,
      cell: (c) => {
        const owner = members.find((m) => m.id === c.owner_id)
        return owner ? (
          <span className="flex items-center gap-1.5">
            <Avatar name={owner.name} hue={owner.hue} />
            <span className="truncate">{owner.name}</span>
          </span>
        ) : null
      },
    },
  ]
  return (
    <Table
      label={t`Contacts`}
      columns={columns}
      rows={rows}
      rowKey={(c) => c.id}
      sort={sort}
      onSort={onSort}
      onRow={(c) => void navigate({ to: '/contacts/$contactId', params: { contactId: c.id } })}
    />
  )
}

function ContactList({ rows }: { rows: Contact[] }) {
  return (
    <ul>
      {rows.map((c) => (
        <li key={c.id}>
          <Link
            to="/contacts/$contactId"
            params={{ contactId: c.id }}
            className="flex min-h-14 items-center gap-3 border-b border-border py-2"
          >
            <Avatar name={c.name} size={32} />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-14 font-medium">{c.name}</span>
              <span className="block truncate text-12 text-text-2">
                {[c.job_title, c.company_name].filter(Boolean).join(' · ') || c.email || '–'}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
