/** The sentences over the way through a pipeline, computed from its numbers. */
import { t } from '@lingui/core/macro'
import type { Funnel, StageWay } from '~/core/schema'
import { count } from '~/kit/numbers'
import { deals, inHundred, valueShort } from '../words'

const DAYS = { unit: 'days', currency: null } as const
const enough = (way: StageWay) => way.conversion.label !== 'too_few' && way.conversion.ultimate !== null

/** Which step holds most back, where enough has been decided to say so. */
export function funnelAnswer({ whole, stages }: Funnel): string {
  if (!whole.entered) return t`No deal entered in this time`
  const entered = deals(whole.entered)
  const worst = stages.filter(enough).toSorted((a, b) => (a.conversion.ultimate ?? 1) - (b.conversion.ultimate ?? 1))[0]
  if (!worst) return t`Of ${entered}, ${count(whole.won)} are won so far; too few are decided to compare steps`
  return t`Of ${entered}, ${count(whole.won)} are won so far; ${worst.name} holds most back: ${inHundred(worst.conversion.ultimate ?? 0)} go on`
}

/** The stage that is longest over what is expected of it, else the longest. */
export function stallAnswer(stages: StageWay[], expected: (id: string) => number | null): string {
  const known = stages.filter((way) => way.stay.median !== null && way.stay.stays >= 10)
  const over = (way: StageWay) => (way.stay.median ?? 0) - (expected(way.stage_id) ?? Number.POSITIVE_INFINITY)
  const late = known.filter((way) => over(way) >= 1).toSorted((a, b) => over(b) - over(a))[0]
  if (late) {
    const takes = valueShort(late.stay.median ?? 0, DAYS)
    return t`${late.name} takes ${takes}, ${valueShort(over(late), DAYS)} longer than expected`
  }
  const longest = known.toSorted((a, b) => (b.stay.median ?? 0) - (a.stay.median ?? 0))[0]
  if (!longest) return t`Too few stays to say how long stages take`
  return t`${longest.name} takes longest, ${valueShort(longest.stay.median ?? 0, DAYS)}; no stage is over what is expected`
}

/** Where most work is lost: by the days spent, not by the number. */
export function lossAnswer(stages: StageWay[]): string {
  const all = stages.reduce((sum, way) => sum + way.drop_off.lost_at_exit, 0)
  if (!all) return t`No deal was lost in this time`
  const worst = stages.toSorted((a, b) => b.drop_off.days - a.drop_off.days)[0]
  if (!worst?.drop_off.share_of_days) return t`${deals(all)} were lost`
  return t`${worst.name} costs most: ${inHundred(worst.drop_off.share_of_days)} days spent on lost deals`
}
