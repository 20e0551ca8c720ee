/** The workspace's own fields: their declarations, and their values as text that can be read and written. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { money, parseMoney } from '~/kit/money'
import { instantAt, wallClock } from '~/kit/zoned'
import { api } from './api'
import { keys } from './query'

export type OwnKind =
  | 'text'
  | 'long_text'
  | 'number'
  | 'money'
  | 'date'
  | 'instant'
  | 'choice'
  | 'choices'
  | 'member'
  | 'link'
  | 'flag'
  | 'url'
  | 'email'
  | 'phone'
export type OwnRecord = 'deal' | 'company' | 'contact' | 'product' | 'activity'
export type OwnOption = { value: string; label: string; hue: number; retired: boolean }
export type OwnValue = string | number | boolean | string[] | null
export type OwnField = {
  id: string
  record: OwnRecord
  key: string
  name: string
  kind: OwnKind
  help: string | null
  required: boolean
  unique: boolean
  filterable: boolean
  options: OwnOption[]
  links: 'company' | 'contact' | 'deal' | 'product' | null
  currency: string | null
  default: OwnValue
  position: number
  archived: boolean
  version: number
  /** The roles that change its values beside owners; null: all. */
  edited_by: string[] | null
}

/** What an input of one value is given; a save rejects with a problem. */
export type OwnInputProps = {
  field: OwnField
  value: OwnValue | undefined
  canEdit: boolean
  onSave: (value: OwnValue) => Promise<unknown>
}

export const ownFieldsQuery = {
  queryKey: keys.ownFields,
  queryFn: async () => (await api.get<{ items: OwnField[] }>('/custom-fields')).items,
  staleTime: 5 * 60_000,
}

const none: OwnField[] = []

/** The fields of a kind of record that are in use, in their order. */
export function useOwnFields(record: OwnRecord): OwnField[] {
  const every = useQuery(ownFieldsQuery).data ?? none
  return every.filter((f) => f.record === record && !f.archived)
}

/** The value as it is edited: one line of text. */
export function ownText(field: OwnField, value: OwnValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (field.kind === 'money') return money(Number(value), field.currency ?? 'EUR')
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** Why a text cannot be a value of the field, or null; what is finer the server says. */
export function wrongText(field: OwnField, text: string): string | null {
  const typed = text.trim()
  if (!typed) return null
  if (field.kind === 'number' && numberOf(typed) === null) return t`Write a number, such as 12.5.`
  if (field.kind === 'money' && parseMoney(typed, field.currency ?? 'EUR') === null)
    return t`Write an amount, such as 48,200 or 60k.`
  return null
}

/** The value that a text stands for. */
export function ownValue(field: OwnField, text: string): OwnValue {
  const typed = text.trim()
  if (!typed) return null
  if (field.kind === 'number') return numberOf(typed)
  if (field.kind === 'money') return parseMoney(typed, field.currency ?? 'EUR')
  return field.kind === 'long_text' ? text : typed
}

/** `12,5` and `12.5` are the same number; null for none. */
export function numberOf(text: string): number | null {
  const plain = text.replace(/\s/g, '').replace(/^(-?\d+),(\d+)$/, '$1.$2')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

/** An instant as `datetime-local` has it, in the zone that dates follow, and back. */
export function localMoment(value: OwnValue | undefined): string {
  if (typeof value !== 'string') return ''
  const { day, time } = wallClock(value)
  return `${day}T${time}`
}
export function momentOf(local: string): OwnValue {
  const [day, time] = local.split('T')
  return day && time ? instantAt(day, time.slice(0, 5)) : null
}
