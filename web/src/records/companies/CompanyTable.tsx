/** Companies as rows; on phones as a list of two lines each. */
import { t } from '@lingui/core/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMembers } from '~/core/lists'
import type { Company } from '~/core/schema'
import { moneyShort } from '~/kit/money'
import { count } from '~/kit/numbers'
import { Avatar, Logo } from '~/ui/Avatar'
import { type Column, Table } from '~/ui/Table'
import { usePhone } from '~/ui/usePhone'

type Props = { rows: Company[]; sort: string; onSort: (sort: string) => void }

export function CompanyTable({ rows, sort, onSort }: Props) {
  const phone = usePhone()
  const members = useMembers()
  const navigate = useNavigate()
  if (phone) return <CompanyList rows={rows} />
  const columns: Column<Company>[] = [
    {
      key: 'name',
      label: t`Name`,
      sort: 'name',
      width: '30%',
      cell: (c) => (
        <Link
          to="/companies/$companyId"
          params={{ companyId: c.id }}
          search={{}}
          className="flex items-center gap-2 truncate font-medium hover:underline"
        >
          <Logo name={c.name} size={20} />
          <span className="truncate">{c.name}</span>
        </Link>
      ),
    },
    { key: 'sector', label: t`Sector`, sort: 'sector', cell: (c) => c.sector ?? '' },
    { key: 'country', label: t`Country`, sort: 'country', cell: (c) => c.country ?? '' },
    {
      key: 'employees',
      label: t`Employees`,
      sort: 'employees',
      end: true,
      width: 104,
      cell: (c) => (c.employees === null ? '' : count(c.employees)),
    },
    {
      key: 'revenue',
      label: t`Revenue`,
      sort: 'revenue',
      end: true,
      width: 112,
      cell: (c) => (c.revenue === null ? '' : moneyShort(c.revenue, c.currency)),
    },
    {
      key: 'owner',
      label: t`Owner`,
      width: 152,
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
      label={t`Companies`}
      columns={columns}
      rows={rows}
      rowKey={(c) => c.id}
      sort={sort}
      onSort={onSort}
      onRow={(c) => void navigate({ to: '/companies/$companyId', params: { companyId: c.id }, search: {} })}
    />
  )
}

function CompanyList({ rows }: { rows: Company[] }) {
  return (
    <ul>
      {rows.map((c) => (
        <li key={c.id}>
          <Link
            to="/companies/$companyId"
            params={{ companyId: c.id }}
            search={{}}
            className="flex min-h-14 items-center gap-3 border-b border-border py-2"
          >
            <Logo name={c.name} size={32} />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-14 font-medium">{c.name}</span>
              <span className="block truncate text-12 text-text-2">
                {[c.sector, c.country].filter(Boolean).join(' · ') || '–'}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
