/** The fields that a file may fill, by kind of record: those of the catalogue that can be imported, and a team's own. */
import { t } from '@lingui/core/macro'
import { useQueries } from '@tanstack/react-query'
import { fieldsQuery } from '~/core/lists'
import type { Field, FieldType, ImportRecord } from '~/core/schema'
import { ONE, RECORDS } from './words'

export type Target = { name: string; label: string; type: FieldType; choices?: Field['choices'] }

/** What is no field of the record itself but comes with it. */
function extra(record: ImportRecord): Target[] {
  const company: Target = { name: 'company.external_id', label: t`Company / external id`, type: 'text' }
  if (record === 'deals')
    return [
      { name: 'lost_note', label: t`Lost note`, type: 'text' },
      { name: 'person', label: t`Contacts`, type: 'text' },
      { name: 'person.role', label: t`Contacts / role`, type: 'text' },
      { name: 'entered', label: t`Entered stage`, type: 'instant' },
      { name: 'outcome', label: t`Outcome`, type: 'choice' },
      { name: 'won_at', label: t`Won on`, type: 'instant' },
      { name: 'lost_at', label: t`Lost on`, type: 'instant' },
      company,
    ]
  if (record === 'events')
    return [
      { name: 'case', label: t`Case`, type: 'text' },
      { name: 'activity', label: t`Activity`, type: 'text' },
      { name: 'time', label: t`Time`, type: 'instant' },
      company,
    ]
  if (record === 'contacts')
    return [
      { name: 'name', label: t`Full name`, type: 'text' },
      { name: 'email', label: t`E-mail`, type: 'text' },
      { name: 'email_2', label: t`Second e-mail`, type: 'text' },
      { name: 'phone', label: t`Phone`, type: 'text' },
      { name: 'phone_2', label: t`Second phone`, type: 'text' },
      company,
    ]
  if (record !== 'members') return []
  return [
    { name: 'team.manager_id', label: t`Team / manager`, type: 'user' },
    { name: 'team.region', label: t`Team / region`, type: 'text' },
  ]
}

/** Set by other fields, though the catalogue would take them. */
const FOLLOWS = new Set(['status', 'external_source'])
/** What a case of an event log may tell of its deal; the rest follows from its events. */
const OF_CASES = new Set(['name', 'amount', 'currency', 'company_id', 'product_id', 'owner_id', 'source', 'deal_type'])

export function targetsOf(fields: Field[], record: ImportRecord): Target[] {
  const own = fields.filter(
    (f) => f.abilities.includes('import') && !FOLLOWS.has(f.name) && (record !== 'events' || OF_CASES.has(f.name)),
  )
  const names = new Set(own.map((f) => f.name))
  const more = extra(record).filter((f) => !names.has(f.name))
  return record === 'events' ? [...more, ...own] : [...own, ...more]
}

const KINDS = [...new Set(RECORDS.map((r) => ONE[r]))]

export function useTargets(): Record<ImportRecord, Target[]> {
  const found = useQueries({ queries: KINDS.map((kind) => fieldsQuery(kind)) })
  const of = (record: ImportRecord) => targetsOf(found[KINDS.indexOf(ONE[record])]?.data ?? [], record)
  return {
    deals: of('deals'),
    companies: of('companies'),
    contacts: of('contacts'),
    products: of('products'),
    members: of('members'),
    events: of('events'),
  }
}
