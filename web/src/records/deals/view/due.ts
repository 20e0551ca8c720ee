/** How the due time of a planned activity reads, and how pressing it is. */
import { t } from '@lingui/core/macro'
import type { Activity } from '~/core/schema'
import { addDays, clock, type Day, dayLong, dayNear, dayOf, daysBetween, today } from '~/kit/dates'
import { instantAt, wallClock } from '~/kit/zoned'

export type Due = { state: 'late' | 'today' | 'later' | 'open'; words: string }
type Timed = Pick<Activity, 'due_at' | 'due_precision'>

export function due({ due_at: at, due_precision: precision }: Timed, now: Day = today()): Due {
  if (!at) return { state: 'open', words: t`No date` }
  const day = dayOf(at)
  const timed = precision === 'instant'
  const time = clock(at)
  const n = daysBetween(now, day)
  if (n < 0) {
    const late = -n
    return { state: 'late', words: late === 1 ? t`Yesterday, late` : t`${late} d late` }
  }
  const word = n === 0 ? t`Today` : n === 1 ? t`Tomorrow` : dayNear(day)
  return { state: n === 0 ? 'today' : 'later', words: timed ? `${word} ${time}` : word }
}

/** Fri 4 Dec; with the year when it is not this one. */
export function nearLong(day: Day, now: Day = today()): string {
  return day.slice(0, 4) === now.slice(0, 4) ? dayLong(day).replace(/,?\s*\d{4}$/, '') : dayLong(day)
}

/** A day and perhaps a time as the API takes them. */
export function dueBody(day: Day, time: string): { due_at: string } | { due_on: Day } | Record<string, never> {
  if (!day) return {}
  return time ? { due_at: instantAt(day, time) } : { due_on: day }
}

/** The day and time to start editing from. */
export function dueParts({ due_at: at, due_precision: precision }: Timed): { day: Day; time: string } {
  if (!at) return { day: '', time: '' }
  const wall = wallClock(at)
  return { day: wall.day, time: precision === 'instant' ? wall.time : '' }
}

/** Days that are near at hand: today, tomorrow, the next Monday, in two weeks; each day once. */
export function nearDays(now: Day = today()): { key: string; day: Day }[] {
  const weekday = new Date(`${now}T00:00:00Z`).getUTCDay()
  const toMonday = (8 - weekday) % 7 || 7
  const days = [
    { key: 'today', day: now },
    { key: 'tomorrow', day: addDays(now, 1) },
    { key: 'monday', day: addDays(now, toMonday) },
    { key: 'fortnight', day: addDays(now, 14) },
  ]
  return days.filter((d, at) => days.findIndex((other) => other.day === d.day) === at)
}
