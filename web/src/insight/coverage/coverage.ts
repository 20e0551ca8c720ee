/** The sentences of coverage, computed from its numbers. */
import { t } from '@lingui/core/macro'
import type { Coverage, Target } from '~/core/schema'
import { addDays, dayShort } from '~/kit/dates'
import { moneyShort } from '~/kit/money'
import { decimal } from '../words'

/** 2.19 as "2.2×". */
export const times = (ratio: number | null): string => (ratio === null ? '–' : `${decimal(ratio)}×`)

export const bandText = ([low, high]: [number, number]): string => t`${decimal(low)} to ${times(high)}`

/** "North, Oct 1 – Dec 31". */
export const targetText = (target: Target): string => {
  const { name, starts_on, ends_on } = target
  return t`${name}, ${dayShort(starts_on)} – ${dayShort(addDays(ends_on, -1))}`
}

export function coverageAnswer(found: Coverage): string {
  const { currency, verdict, in_period, band, gap, expected } = found
  const missing = moneyShort(gap, currency)
  const open = moneyShort(expected.value, currency)
  if (verdict === 'met') return t`The target is met: ${moneyShort(found.won.value, currency)} are won`
  const is = t`${open} is expected for the ${missing} that is missing, ${times(in_period)}`
  const asks = found.measured ? t`earlier periods asked for ${bandText(band)}` : t`${bandText(band)} is the common rule`
  if (verdict === 'below') return t`Too little: ${is}; ${asks}`
  if (verdict === 'above') return t`More than enough: ${is}; ${asks}`
  return t`Enough: ${is}; ${asks}`
}

export const basisText = (found: Coverage): string =>
  found.measured
    ? t`Open value expected to close in the period over what is missing · the band is what came of as much on this day of ${found.before.length} earlier periods`
    : t`Open value expected to close in the period over what is missing · 3 to 5 until there are six earlier periods to measure`
