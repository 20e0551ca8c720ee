/** What the kinds of fields and of records are called. */
import { t } from '@lingui/core/macro'
import type { OwnKind, OwnRecord } from '~/core/ownFields'

export function kinds(): { value: OwnKind; label: string }[] {
  return [
    { value: 'text', label: t`Text` },
    { value: 'long_text', label: t`Long text` },
    { value: 'number', label: t`Number` },
    { value: 'money', label: t`Money` },
    { value: 'date', label: t`Date` },
    { value: 'instant', label: t`Date and time` },
    { value: 'choice', label: t`Choice` },
    { value: 'choices', label: t`Several choices` },
    { value: 'member', label: t`Member` },
    { value: 'link', label: t`Link to a record` },
    { value: 'flag', label: t`Checkbox` },
    { value: 'url', label: t`URL` },
    { value: 'email', label: t`E-mail` },
    { value: 'phone', label: t`Phone` },
  ]
}

export const kindName = (kind: OwnKind): string => kinds().find((k) => k.value === kind)?.label ?? kind

export function recordNames(): { value: OwnRecord; label: string }[] {
  return [
    { value: 'deal', label: t`Deals` },
    { value: 'company', label: t`Companies` },
    { value: 'contact', label: t`Contacts` },
    { value: 'product', label: t`Products` },
    { value: 'activity', label: t`Activities` },
  ]
}

export const MAY_BE_UNIQUE: OwnKind[] = ['text', 'number', 'url', 'email', 'phone']
export const CHOOSING: OwnKind[] = ['choice', 'choices']

/** The records whose forms ask for what is required. */
export const ASKED_FOR: OwnRecord[] = ['deal', 'company', 'contact']
