/** The key fields of a deal, each edited in place. */
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { api } from '~/core/api'
import type { Company, Deal, Page, Product } from '~/core/schema'
import { dayLong, dayOf } from '~/kit/dates'
import { FieldList, FieldRow } from '~/ui/FieldRow'
import { InlineArea, InlineText } from '~/ui/InlineInputs'
import { CloseDate, Owner, Value } from './Facts'
import { type DealPatch, saveDeal } from './saveDeal'

const OwnFields = lazy(() => import('~/core/OwnFields'))
const SourceField = lazy(() => import('./SourceField'))
const Lines = lazy(() => import('../lines/Lines'))
const People = lazy(() => import('../people/People'))
const Shared = lazy(() => import('../people/Shared'))
const InlineCombo = lazy(() => import('~/ui/aria/InlineCombo'))
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'JPY', 'AUD', 'CAD', 'INR']

type Props = { deal: Deal; canEdit: boolean }

export function Details({ deal, canEdit }: Props) {
  const save = (patch: DealPatch, shown?: Partial<Deal>) => saveDeal(deal, patch, shown)
  return (
    <>
      <FieldList title={t`Details`}>
        <FieldRow label={t`Company`}>
          <LinkField
            name="company"
            label={t`Company`}
            id={deal.company_id}
            title={deal.company_name}
            canEdit={canEdit}
            search={companies}
            onSave={(id, title) => save({ company_id: id }, { company_name: title })}
          />
        </FieldRow>
        <FieldRow label={t`Product`}>
          <LinkField
            name="product"
            label={t`Product`}
            id={deal.product_id}
            title={deal.product_name}
            canEdit={canEdit}
            search={products}
            onSave={(id, title) => save({ product_id: id }, { product_name: title })}
          />
        </FieldRow>
        <FieldRow label={t`Value`}>
          <Value deal={deal} canEdit={canEdit} name="detail-amount" />
        </FieldRow>
        <FieldRow label={t`Currency`}>
          <InlineText
            name="detail-currency"
            label={t`Currency`}
            value={deal.currency}
            canEdit={canEdit}
            list={CURRENCIES}
            maxLength={3}
            check={(v) => (/^[a-z]{3}$/i.test(v.trim()) ? null : t`Write a code of three letters, such as EUR.`)}
            onSave={(v) => save({ currency: v.trim().toUpperCase() })}
          />
        </FieldRow>
        <FieldRow label={t`Expected close`}>
          <CloseDate deal={deal} canEdit={canEdit} name="detail-close" />
        </FieldRow>
        <FieldRow label={t`Owner`}>
          <Owner deal={deal} />
        </FieldRow>
        <FieldRow label={t`Source`}>
          <Suspense fallback={deal.source ?? '–'}>
            <SourceField value={deal.source ?? ''} canEdit={canEdit} onSave={(source) => save({ source })} />
          </Suspense>
        </FieldRow>
        <FieldRow label={t`Type`}>
          <InlineText
            name="detail-deal_type"
            label={t`Type`}
            value={deal.deal_type ?? ''}
            canEdit={canEdit}
            maxLength={200}
            onSave={(v) => save({ deal_type: v.trim() || null })}
          />
        </FieldRow>
        <FieldRow label={t`Created`}>{dayLong(dayOf(deal.created_at))}</FieldRow>
        {deal.external_id ? (
          <FieldRow label={t`Came as`}>
            <span className="break-all">{[deal.external_source, deal.external_id].filter(Boolean).join(' · ')}</span>
          </FieldRow>
        ) : null}
        <FieldRow label={t`Description`} tall>
          <InlineArea
            name="detail-description"
            label={t`Description`}
            value={deal.description ?? ''}
            empty={t`What it is about`}
            canEdit={canEdit}
            className="py-1 whitespace-pre-line"
            onSave={(v) => save({ description: v.trim() || null })}
          />
        </FieldRow>
      </FieldList>
      <Suspense>
        <OwnFields
          record="deal"
          custom={deal.custom}
          canEdit={canEdit}
          onSave={(key, value) => save({ custom: { [key]: value } })}
        />
        <Lines deal={deal} canEdit={canEdit} />
        <People deal={deal} canEdit={canEdit} />
        <Shared dealId={deal.id} ownerId={deal.owner_id} />
      </Suspense>
    </>
  )
}

type LinkProps = {
  name: 'company' | 'product'
  label: string
  id: string | null
  title: string | null
  canEdit: boolean
  search: (typed: string) => Promise<Found[]>
  onSave: (id: string | null, title: string | null) => Promise<unknown>
}
type Found = { id: string; label: string; hint?: string }

/** A linked record: its name, which leads there where it has a page, and a pencil that searches for another. */
function LinkField({ name, label, id, title, canEdit, search, onSave }: LinkProps) {
  const toPage = name === 'company' && id
  const text = title ?? ''
  const link = toPage ? (
    <Link
      to="/companies/$companyId"
      params={{ companyId: id }}
      search={{}}
      className="min-w-0 truncate text-accent hover:underline"
    >
      {title}
    </Link>
  ) : null
  const still = link ?? (text || '–')
  if (!canEdit) return still
  return (
    <Suspense fallback={still}>
      <InlineCombo
        name={`detail-${name}`}
        label={label}
        value={id ?? ''}
        lead={link ?? undefined}
        shown={link ? <Pencil size={14} aria-hidden className="text-text-3" /> : text}
        text={text}
        search={search}
        onSave={(next) => onSave(next || null, next ? (titles.get(next) ?? null) : null)}
      />
    </Suspense>
  )
}

/** Titles of what was found, to show a choice before the answer. */
const titles = new Map<string, string>()
function keep(found: Found[]): Found[] {
  for (const f of found) titles.set(f.id, f.label)
  return found
}

async function companies(q: string): Promise<Found[]> {
  const { items } = await api.get<Page<Company>>('/companies', { q, limit: 20 })
  return keep(items.map((c) => ({ id: c.id, label: c.name, hint: c.domain ?? undefined })))
}
async function products(q: string): Promise<Found[]> {
  const { items } = await api.get<Page<Product>>('/products', { q, limit: 20 })
  return keep(items.map((p) => ({ id: p.id, label: p.name, hint: p.series ?? undefined })))
}
