/** What a merged deal gets of which of the two, field by field, and what the server would choose by itself. */
import { t } from '@lingui/core/macro'
import type { Deal } from '~/core/schema'
import { dayLong } from '~/kit/dates'
import { money } from '~/kit/money'

export type Side = 'this' | 'other'
export type Choices = Record<string, Side>
export type Row = { name: string; label: string; this: string; other: string }

const FIELDS = [
  'name',
  'amount',
  'expected_close',
  'company_id',
  'product_id',
  'source',
  'deal_type',
  'description',
] as const
type Field = (typeof FIELDS)[number]

function labels(): Record<Field, string> {
  return {
    name: t`Name`,
    amount: t`Value`,
    expected_close: t`Expected close`,
    company_id: t`Company`,
    product_id: t`Product`,
    source: t`Source`,
    deal_type: t`Type`,
    description: t`Description`,
  }
}

function shown(deal: Deal, field: Field): string {
  switch (field) {
    case 'amount':
      return deal.amount === null ? '' : money(deal.amount, deal.currency)
    case 'expected_close':
      return deal.expected_close ? dayLong(deal.expected_close) : ''
    case 'company_id':
      return deal.company_name ?? ''
    case 'product_id':
      return deal.product_name ?? ''
    default:
      return deal[field] ?? ''
  }
}

/** The fields in which the two differ. */
export function rowsOf(stays: Deal, goes: Deal): Row[] {
  const names = labels()
  return FIELDS.map((name) => ({
    name,
    label: names[name],
    this: shown(stays, name),
    other: shown(goes, name),
  })).filter((row) => row.this !== row.other)
}

/** The own value, the other's where there is none; the source of the one that began first. */
export function firstChoices(stays: Deal, goes: Deal): Choices {
  const chosen: Choices = {}
  for (const row of rowsOf(stays, goes)) {
    const lacks = row.this === '' && (row.name !== 'amount' || stays.status === 'open')
    chosen[row.name] = lacks ? 'other' : 'this'
  }
  if ('source' in chosen && goes.source && goes.created_at < stays.created_at) chosen.source = 'other'
  return chosen
}

const WORTH: Deal['status'][] = ['lost', 'open', 'won']

/** Which of two is to stay: a won one, else the one that is open, else the one that was asked about. */
export function survivor(asked: Deal, other: Deal): Side {
  return WORTH.indexOf(other.status) > WORTH.indexOf(asked.status) ? 'other' : 'this'
}
