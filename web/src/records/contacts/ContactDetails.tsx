/** The fields of a contact, each edited in place. */
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { api } from '~/core/api'
import { OwnerField } from '~/core/OwnerField'
import type { Company, Contact, Page } from '~/core/schema'
import { dayLong, dayOf } from '~/kit/dates'
import { FieldList, FieldRow } from '~/ui/FieldRow'
import { InlineText } from '~/ui/InlineInputs'
import { Addresses } from './Addresses'
import { wrongEmail, wrongPhone } from './contactFields'
import { type ContactPatch, saveContact } from './saveContact'

const OwnFields = lazy(() => import('~/core/OwnFields'))
const InlineCombo = lazy(() => import('~/ui/aria/InlineCombo'))

type Props = { contact: Contact; canEdit: boolean }

export function ContactDetails({ contact, canEdit }: Props) {
  const save = (patch: ContactPatch) => saveContact(contact, patch)
  const text = (field: 'given_name' | 'family_name' | 'job_title', label: string) => (
    <FieldRow label={label}>
      <InlineText
        name={field}
        label={label}
        value={contact[field] ?? ''}
        canEdit={canEdit}
        maxLength={field === 'job_title' ? 160 : 120}
        onSave={(v) => save({ [field]: v.trim() || null })}
      />
    </FieldRow>
  )
  return (
    <>
      <FieldList title={t`Details`}>
        {text('given_name', t`Given name`)}
        {text('family_name', t`Family name`)}
        {text('job_title', t`Job title`)}
        <FieldRow label={t`Company`}>
          <CompanyField contact={contact} canEdit={canEdit} onSave={(id) => save({ company_id: id })} />
        </FieldRow>
        <FieldRow label={t`E-mail`}>
          <Addresses
            name="email"
            label={t`E-mail`}
            another={t`Add an address`}
            items={contact.emails.map((e) => ({ text: e.address, label: e.label }))}
            canEdit={canEdit}
            check={wrongEmail}
            href={(address) => `mailto:${address}`}
            onSave={(items) => save({ emails: items.map((e) => ({ address: e.text, label: e.label })) })}
          />
        </FieldRow>
        <FieldRow label={t`Phone`}>
          <Addresses
            name="phone"
            label={t`Phone`}
            another={t`Add a number`}
            items={contact.phones.map((p) => ({ text: p.number, label: p.label }))}
            canEdit={canEdit}
            check={wrongPhone}
            href={(number) => `tel:${number.replace(/[^\d+]/g, '')}`}
            onSave={(items) => save({ phones: items.map((p) => ({ number: p.text, label: p.label })) })}
          />
        </FieldRow>
        <OwnerField ownerId={contact.owner_id} canEdit={canEdit} onSave={(id) => save({ owner_id: id })} />
        <FieldRow label={t`Added`}>{dayLong(dayOf(contact.created_at))}</FieldRow>
        {contact.external_id ? (
          <FieldRow label={t`Came as`}>
            <span className="break-all">
              {[contact.external_source, contact.external_id].filter(Boolean).join(' · ')}
            </span>
          </FieldRow>
        ) : null}
      </FieldList>
      <Suspense>
        <OwnFields
          record="contact"
          custom={contact.custom}
          canEdit={canEdit}
          onSave={(key, value) => saveContact(contact, { custom: { [key]: value } })}
        />
      </Suspense>
    </>
  )
}

function CompanyField({ contact, canEdit, onSave }: Props & { onSave: (id: string | null) => Promise<unknown> }) {
  const id = contact.company_id
  const link = id ? (
    <Link
      to="/companies/$companyId"
      params={{ companyId: id }}
      search={{}}
      className="min-w-0 truncate text-accent hover:underline"
    >
      {contact.company_name}
    </Link>
  ) : null
  if (!canEdit) return link ?? '–'
  return (
    <Suspense fallback={link ?? '–'}>
      <InlineCombo
        name="company"
        label={t`Company`}
        value={id ?? ''}
        lead={link ?? undefined}
        shown={<Pencil size={14} aria-hidden className="text-text-3" />}
        text={contact.company_name ?? ''}
        search={companies}
        onSave={(next) => onSave(next || null)}
      />
    </Suspense>
  )
}

async function companies(q: string) {
  const { items } = await api.get<Page<Company>>('/companies', { q, limit: 20 })
  return items.map((c) => ({ id: c.id, label: c.name, hint: c.domain ?? undefined }))
}
