/** Snoozing and waking: the requests. `snoozeDeal` throws a Problem when refused; `wakeDeal` says a refusal itself. */
import { t } from '@lingui/core/macro'
import { asProblem } from '~/core/problem'
import type { Day, DealAnswer } from '~/core/schema'
import { dayLong } from '~/kit/dates'
import { send } from './closeDeal'
import { refuse } from './moveDeal'
import type { DealLike } from './requests'

export function snoozeDeal(deal: DealLike, until: Day, note?: string): Promise<DealAnswer> {
  const { name } = deal
  const day = dayLong(until)
  return send(deal, 'snooze', { until, note: note || undefined }, t`${name} sleeps until ${day}`)
}

export async function wakeDeal(deal: DealLike): Promise<DealAnswer | null> {
  const { name } = deal
  try {
    return await send(deal, 'wake', {}, t`${name} is awake`)
  } catch (error) {
    refuse(deal, asProblem(error))
    return null
  }
}
