/** What a card says of its next activity and its time in the stage, as tone and words. */
import { t } from '@lingui/core/macro'
import type { Card } from '~/core/schema'
import { clock, dayNear, dayOf, daysBetween, today } from '~/kit/dates'
import type { Tone } from '~/ui/Chip'

export type ActivityFact = { state: 'late' | 'today' | 'later' | 'none'; tone: Tone; words: string }

type Next = Pick<Card, 'next_activity_id' | 'next_due'>

/** `now` is the calendar day; an instant at midnight of the zone carries only a day. */
export function activityFact({ next_activity_id, next_due }: Next, now: string = today()): ActivityFact {
  if (!next_activity_id) return { state: 'none', tone: 'warn', words: t`Plan` }
  if (!next_due) return { state: 'later', tone: 'plain', words: t`Planned` }
  const day = dayOf(next_due)
  const n = daysBetween(now, day)
  if (n < 0) {
    const late = -n
    return { state: 'late', tone: 'bad', words: t`${late} d late` }
  }
  const time = clock(next_due)
  const timed = !/^(00:00|24:00|12:00 AM)$/i.test(time) && !/T00:00:00(\.0+)?Z$/.test(next_due)
  if (n === 0) return { state: 'today', tone: 'ok', words: timed ? t`Today ${time}` : t`Today` }
  if (n === 1) return { state: 'later', tone: 'plain', words: t`Tomorrow` }
  return { state: 'later', tone: 'plain', words: dayNear(day) }
}

/** Whether a deal sleeps: nothing of it asks for attention until the day on which it wakes. */
export function asleep({ status, snoozed_until }: Pick<Card, 'status' | 'snoozed_until'>, now: string = today()) {
  return status === 'open' && snoozed_until !== null && snoozed_until > now
}

/** Amber from the stage's expected days on, red at twice that. */
export function ageTone(days: number, expected: number | null): 'plain' | 'warn' | 'bad' {
  if (!expected) return 'plain'
  return days >= expected * 2 ? 'bad' : days >= expected ? 'warn' : 'plain'
}
