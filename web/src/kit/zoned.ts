/** From a day and a clock time as a person writes them to the instant, in the zone that dates follow. */
import { currentZone, type Day } from './dates'

type Parts = { day: Day; time: string }

/** The day and the time, "2026-11-17" and "16:30", that clocks in the zone show at an instant. */
export function wallClock(instant: string | Date, zone = currentZone()): Parts {
  const at = typeof instant === 'string' ? new Date(instant) : instant
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const p = Object.fromEntries(made.map((part) => [part.type, part.value]))
  return { day: `${p.year}-${p.month}-${p.day}`, time: `${p.hour}:${p.minute}` }
}

/** The instant at which clocks in the zone show this day and time; in a gap of summer time, the one after it. */
export function instantAt(day: Day, time: string, zone = currentZone()): string {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  let at = wanted
  for (let i = 0; i < 2; i++) {
    const shown = wallClock(new Date(at), zone)
    at += wanted - Date.parse(`${shown.day}T${shown.time}:00Z`)
  }
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
