/** Days and instants as people read them. Days are `YYYY-MM-DD` text; instants RFC 3339 in UTC, shown in the zone given. */
import { locale } from './locale'

export type Day = string

let zone: string | undefined

/** Sets the zone that "today" and times follow (the workspace's). */
export function setZone(next: string): void {
  zone = next
}
export function currentZone(): string | undefined {
  return zone
}

const formats = new Map<string, Intl.DateTimeFormat>()
function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale()} ${options.timeZone ?? zone} ${key}`
  let made = formats.get(name)
  if (!made) {
    made = new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options })
    formats.set(name, made)
  }
  return made
}

let dayFormatter: { zone: string | undefined; format: Intl.DateTimeFormat } | null = null

/** The calendar day of an instant in the zone. */
export function dayOf(instant: string | Date): Day {
  const at = typeof instant === 'string' ? new Date(instant) : instant
  // Swedish writes days as YYYY-MM-DD. Making a formatter costs more than the rest of a card, so it is kept.
  if (!dayFormatter || dayFormatter.zone !== zone)
    dayFormatter = { zone, format: new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }) }
  return dayFormatter.format.format(at)
}

let now: { zone: string | undefined; until: number; day: Day } | null = null

export function today(): Day {
  const at = Date.now()
  if (!now || now.zone !== zone || at >= now.until)
    now = { zone, until: (Math.floor(at / 1000) + 1) * 1000, day: dayOf(new Date(at)) }
  return now.day
}

const asUtc = (day: Day) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((asUtc(to) - asUtc(from)) / 86_400_000)
}

export function addDays(day: Day, n: number): Day {
  return new Date(asUtc(day) + n * 86_400_000).toISOString().slice(0, 10)
}

/** Whole days since an instant, counted by calendar days in the zone. */
export function daysSince(instant: string): number {
  return Math.max(0, daysBetween(dayOf(instant), today()))
}

const dayFormat = (key: string, options: Intl.DateTimeFormatOptions) => (day: Day) =>
  format(key, { ...options, timeZone: 'UTC' })
    .format(asUtc(day))
    .replace(',', '')

const short = dayFormat('short', { day: 'numeric', month: 'short' })
const shortYear = dayFormat('shortYear', { day: 'numeric', month: 'short', year: 'numeric' })
const full = dayFormat('full', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
const weekday = dayFormat('weekday', { weekday: 'short' })

/** 4 Dec; with the year when it is more than ten months away, so that no day is meant twice. */
export function dayShort(day: Day): string {
  return Math.abs(daysBetween(today(), day)) < 300 ? short(day) : shortYear(day)
}
/** Fri 4 Dec 2026. */
export function dayLong(day: Day): string {
  return full(day)
}
/** Thu 19, for days within a fortnight; else 4 Dec. */
export function dayNear(day: Day): string {
  const n = daysBetween(today(), day)
  return n >= 0 && n < 14 ? `${weekday(day)} ${Number(day.slice(8))}` : dayShort(day)
}
/** 14:00 in the zone. */
export function clock(instant: string): string {
  return format('clock', { hour: '2-digit', minute: '2-digit' }).format(new Date(instant))
}
/** 4 Dec 2026, 14:00, for tooltips and readers. */
export function instantLong(instant: string): string {
  return format('instant', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant))
}

/** "3 min ago", "yesterday"; older than a week the day itself. */
export function ago(instant: string): string {
  const seconds = (Date.now() - Date.parse(instant)) / 1000
  if (seconds > 7 * 86_400) return dayShort(dayOf(instant))
  const rel = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style: 'short' })
  if (seconds < 45) return rel.format(0, 'second')
  if (seconds < 3600) return rel.format(-Math.round(seconds / 60), 'minute')
  const days = daysBetween(dayOf(instant), today())
  return days === 0 ? rel.format(-Math.round(seconds / 3600), 'hour') : rel.format(-days, 'day')
}
