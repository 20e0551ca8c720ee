/** How a company's fields read and what may be written in them. */
import { t } from '@lingui/core/macro'
import { count } from '~/kit/numbers'

/** "https://www.acme.com/about" as acme.com; text that is no domain stays as it is. */
export function domainOf(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#].*$/, '')
}

/** Why a typed whole number is none, or null. */
export function wrongCount(typed: string): string | null {
  if (typed.trim() === '' || countFrom(typed) !== null) return null
  return t`Write a whole number.`
}

/** "1,200" or "1 200" as 1200; null for anything else. */
export function countFrom(typed: string): number | null {
  const plain = typed.replace(/[\s.,'’\u00a0\u202f]/g, '')
  return /^\d{1,12}$/.test(plain) ? Number(plain) : null
}

export function wrongYear(typed: string): string | null {
  if (typed.trim() === '') return null
  const year = Number(typed)
  return /^\d{4}$/.test(typed.trim()) && year >= 1000 && year <= new Date().getFullYear() + 1
    ? null
    : t`Write a year, such as 1998.`
}

export const shownCount = (n: number | null) => (n === null ? '' : count(n))
