/** Periods as the address and the server write them, and as people read them. */
import { t } from '@lingui/core/macro'
import { addDays, type Day, dayShort } from '~/kit/dates'

export const PERIODS = ['all', 'this-quarter', 'last-quarter', 'this-year', 'last-year'] as const

/** The first and the last day of a written range, either may be open; null when the period is not a range. */
export function rangeOf(period: string): { from: Day | null; to: Day | null } | null {
  const found = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/.exec(period)
  if (!found || (!found[1] && !found[2])) return null
  return { from: found[1] ?? null, to: found[2] ? addDays(found[2], -1) : null }
}

/** A range of days, both included, as the server takes it (the end left out); `all` when both are open. */
export function rangeText(from: Day | null, to: Day | null): string {
  if (!from && !to) return 'all'
  return `${from ?? ''}..${to ? addDays(to, 1) : ''}`
}

export function periodLabel(period: string): string {
  const known: Record<string, string> = {
    all: t`All time`,
    'this-quarter': t`This quarter`,
    'last-quarter': t`Last quarter`,
    'this-year': t`This year`,
    'last-year': t`Last year`,
  }
  const range = rangeOf(period)
  if (!range) return known[period] ?? period
  const { from, to } = range
  if (from && to) return t`${dayShort(from)} – ${dayShort(to)}`
  return from ? t`From ${dayShort(from)}` : t`Until ${dayShort(to ?? '')}`
}
