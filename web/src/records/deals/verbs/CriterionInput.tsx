/** The fix for one unmet criterion, in place: the right input for the field's type. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '~/core/api'
import { fieldsQuery, useMembers } from '~/core/lists'
import { keys } from '~/core/query'
import type { Company, Page, Product, Unmet } from '~/core/schema'
import { plainNumber } from '~/kit/money'
import { MoneyField } from '~/kit/MoneyField'
import { ComboBox } from '~/ui/aria/ComboBox'
import { Checkbox, DateField, NumberField, Select, TextArea, TextField } from '~/ui/Field'
import type { DealLike } from './requests'

type Props = {
  unmet: Pick<Unmet, 'field' | 'label' | 'type'>
  deal: Pick<DealLike, 'currency'>
  value: unknown
  onChange: (value: unknown) => void
  autoFocus?: boolean
  hideLabel?: boolean
  error?: string | null
}

export function CriterionInput({ unmet, deal, value, onChange, ...rest }: Props) {
  const { data: fields } = useQuery(fieldsQuery('deal'))
  const field = fields?.find((f) => f.name === unmet.field)
  const members = useMembers()
  const text = value === null || value === undefined ? '' : String(value)
  const frame = { label: unmet.label, ...rest }
  switch (unmet.type) {
    case 'money':
      return (
        <MoneyField
          {...frame}
          currency={deal.currency}
          value={(value as number | undefined) ?? null}
          onChange={onChange}
        />
      )
    case 'date':
    case 'instant':
      return <DateField {...frame} value={text} onChange={(v) => onChange(v || null)} />
    case 'number':
      return <NumberBox {...frame} value={value} onChange={onChange} />
    case 'flag':
      return <Checkbox label={unmet.label} checked={value === true} onChange={onChange} />
    case 'user':
      return (
        <Select
          {...frame}
          placeholder={t`Choose a person`}
          options={members.filter((m) => m.status !== 'inactive').map((m) => ({ value: m.id, label: m.name }))}
          value={text}
          onChange={(v) => onChange(v || null)}
        />
      )
    case 'choice':
      return field?.choices?.length ? (
        <Select
          {...frame}
          placeholder={t`Choose`}
          options={field.choices}
          value={text}
          onChange={(v) => onChange(v || null)}
        />
      ) : (
        <TextField {...frame} value={text} onChange={(v) => onChange(v || null)} />
      )
    case 'link':
      return (
        <LinkBox
          {...frame}
          record={field?.links ?? unmet.field.replace(/_id$/, '')}
          value={text || null}
          onChange={onChange}
        />
      )
    default:
      return unmet.field === 'description' ? (
        <TextArea {...frame} rows={2} value={text} onChange={(v) => onChange(v || null)} />
      ) : (
        <TextField {...frame} value={text} onChange={(v) => onChange(v || null)} />
      )
  }
}

type BoxProps = { label: string; hideLabel?: boolean; autoFocus?: boolean; error?: string | null }

function NumberBox({ value, onChange, ...frame }: BoxProps & { value: unknown; onChange: (value: unknown) => void }) {
  const [typed, setTyped] = useState(value === null || value === undefined ? '' : String(value))
  const plain = typed.trim() === '' ? null : plainNumber(typed.replace(/\s/g, ''))
  const wrong = typed.trim() !== '' && (plain === null || !Number.isFinite(Number(plain)))
  function type(text: string) {
    setTyped(text)
    const read = text.trim() === '' ? null : plainNumber(text.replace(/\s/g, ''))
    onChange(read === null || !Number.isFinite(Number(read)) ? null : Number(read))
  }
  return (
    <NumberField {...frame} value={typed} onChange={type} error={frame.error ?? (wrong ? t`Write a number.` : null)} />
  )
}

/** Companies and products are searched on the server as one types. */
export function LinkBox({
  record,
  value,
  onChange,
  ...frame
}: BoxProps & { record: string; value: string | null; onChange: (id: string | null) => void }) {
  const [typed, setTyped] = useState('')
  const path = record === 'product' ? '/products' : '/companies'
  const found = useQuery({
    queryKey: record === 'product' ? keys.products({ q: typed, limit: 20 }) : keys.companies({ q: typed, limit: 20 }),
    queryFn: ({ signal }) => api.get<Page<Company | Product>>(path, { q: typed, limit: 20 }, signal),
    placeholderData: (before) => before,
  })
  const options = (found.data?.items ?? []).map((r) => ({ id: r.id, label: r.name }))
  return <ComboBox {...frame} options={options} text={typed} onText={setTyped} value={value} onChange={onChange} />
}
