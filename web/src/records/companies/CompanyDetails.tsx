/** The fields of a company, each edited in place. */
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { api } from '~/core/api'
import { OwnerField } from '~/core/OwnerField'
import type { Company, Page } from '~/core/schema'
import { dayLong, dayOf } from '~/kit/dates'
import { money, parseMoney } from '~/kit/money'
import { FieldList, FieldRow } from '~/ui/FieldRow'
import { InlineText } from '~/ui/InlineInputs'
import { countFrom, domainOf, shownCount, wrongCount, wrongYear } from './companyFields'
import { type CompanyPatch, saveCompany } from './saveCompany'

const OwnFields = lazy(() => import('~/core/OwnFields'))
const InlineCombo = lazy(() => import('~/ui/aria/InlineCombo'))

type Props = { company: Company; canEdit: boolean }

export function CompanyDetails({ company, canEdit }: Props) {
  const save = (patch: CompanyPatch) => saveCompany(company, patch)
  const text = (field: 'sector' | 'country' | 'region', label: string) => (
    <FieldRow label={label}>
      <InlineText
        name={field}
        label={label}
        value={company[field] ?? ''}
        canEdit={canEdit}
        maxLength={120}
        onSave={(v) => save({ [field]: v.trim() || null })}
      />
    </FieldRow>
  )
  return (
    <>
      <FieldList title={t`Details`}>
        <FieldRow label={t`Domain`}>
          <InlineText
            name="domain"
            label={t`Domain`}
            value={company.domain ?? ''}
            canEdit={canEdit}
            inputMode="url"
            maxLength={200}
            onSave={(v) => save({ domain: domainOf(v) || null })}
          />
        </FieldRow>
        {text('sector', t`Sector`)}
        {text('country', t`Country`)}
        {text('region', t`Region`)}
        <FieldRow label={t`Revenue`}>
          <InlineText
            name="revenue"
            label={t`Revenue`}
            value={company.revenue === null ? '' : money(company.revenue, company.currency)}
            canEdit={canEdit}
            inputMode="decimal"
            check={(v) =>
              v.trim() && parseMoney(v, company.currency) === null ? t`Write an amount, such as 4.2M.` : null
            }
            onSave={(v) => save({ revenue: v.trim() ? parseMoney(v, company.currency) : null })}
          />
        </FieldRow>
        <FieldRow label={t`Employees`}>
          <InlineText
            name="employees"
            label={t`Employees`}
            value={shownCount(company.employees)}
            canEdit={canEdit}
            inputMode="numeric"
            check={wrongCount}
            onSave={(v) => save({ employees: countFrom(v) })}
          />
        </FieldRow>
        <FieldRow label={t`Founded`}>
          <InlineText
            name="founded"
            label={t`Founded`}
            value={company.founded === null ? '' : String(company.founded)}
            canEdit={canEdit}
            inputMode="numeric"
            check={wrongYear}
            onSave={(v) => save({ founded: v.trim() ? Number(v) : null })}
          />
        </FieldRow>
        <FieldRow label={t`Part of`}>
          <Parent company={company} canEdit={canEdit} onSave={(id) => save({ parent_id: id })} />
        </FieldRow>
        <OwnerField ownerId={company.owner_id} canEdit={canEdit} onSave={(id) => save({ owner_id: id })} />
        <FieldRow label={t`Added`}>{dayLong(dayOf(company.created_at))}</FieldRow>
      </FieldList>
      <Suspense>
        <OwnFields
          record="company"
          custom={company.custom}
          canEdit={canEdit}
          onSave={(key, value) => saveCompany(company, { custom: { [key]: value } })}
        />
      </Suspense>
    </>
  )
}

function Parent({ company, canEdit, onSave }: Props & { onSave: (id: string | null) => Promise<unknown> }) {
  const parent = company.parent_id
  const link = parent ? (
    <Link
      to="/companies/$companyId"
      params={{ companyId: parent }}
      search={{}}
      className="min-w-0 truncate text-accent hover:underline"
    >
      {company.parent_name}
    </Link>
  ) : null
  if (!canEdit) return link ?? '–'
  return (
    <Suspense fallback={link ?? '–'}>
      <InlineCombo
        name="parent"
        label={t`Part of`}
        value={parent ?? ''}
        lead={link ?? undefined}
        shown={<Pencil size={14} aria-hidden className="text-text-3" />}
        text={company.parent_name ?? ''}
        search={(typed) => others(typed, company.id)}
        onSave={(id) => onSave(id || null)}
      />
    </Suspense>
  )
}

async function others(q: string, self: string) {
  const found = await api.get<Page<Company>>('/companies', { q, limit: 20 })
  return found.items.filter((c) => c.id !== self).map((c) => ({ id: c.id, label: c.name, hint: c.domain ?? undefined }))
}
