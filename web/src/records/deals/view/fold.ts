/** Folds the timeline: neighbouring field changes of one person become one line, days become headings. */
import type { TimelineEntry } from '~/core/schema'
import { type Day, dayOf } from '~/kit/dates'

export type Change = TimelineEntry['changes'][number]
export type Line = {
  key: string
  /** Newest first; more than one only for folded field changes. */
  entries: TimelineEntry[]
  /** First before and last after of every field, for folded lines. */
  changes: Change[]
  quiet: boolean
}
export type DayGroup = { day: Day; lines: Line[] }

/** Kinds whose whole content is their changed fields. */
const FIELD_CHANGES = new Set(['deal.edited', 'deal.assigned'])
const WITHIN_MS = 30 * 60_000

/** `entries` newest first. Undone entries stand alone, so that each shows what became of it. */
export function fold(entries: TimelineEntry[]): DayGroup[] {
  const days: DayGroup[] = []
  for (const entry of entries) {
    const day = dayOf(entry.at)
    let group = days[days.length - 1]
    if (group?.day !== day) {
      group = { day, lines: [] }
      days.push(group)
    }
    const line = group.lines[group.lines.length - 1]
    if (line && joins(line, entry)) line.entries.push(entry)
    else
      group.lines.push({ key: keyOf(entry), entries: [entry], changes: [], quiet: !entry.activity && isQuiet(entry) })
  }
  for (const { lines } of days) for (const line of lines) line.changes = merge(line.entries)
  return days
}

const keyOf = (e: TimelineEntry) => e.activity?.id ?? `${e.seq} ${e.kind}`
const isQuiet = (e: TimelineEntry) => FIELD_CHANGES.has(e.kind) || e.undone || e.kind === 'deal.undone'

function joins(line: Line, entry: TimelineEntry): boolean {
  const newest = line.entries[0]
  const last = line.entries[line.entries.length - 1]
  return (
    !!newest &&
    !!last &&
    FIELD_CHANGES.has(entry.kind) &&
    FIELD_CHANGES.has(last.kind) &&
    !entry.undone &&
    !last.undone &&
    entry.actor?.id === last.actor?.id &&
    entry.origin === last.origin &&
    Date.parse(last.at) - Date.parse(entry.at) <= WITHIN_MS
  )
}

/** One change a field, from the oldest before to the newest after; a field that came back to what it was is left out. */
export function merge(entries: TimelineEntry[]): Change[] {
  const by = new Map<string, Change>()
  for (const entry of [...entries].reverse()) {
    for (const change of entry.changes) {
      const earlier = by.get(change.field)
      by.set(change.field, earlier ? { ...change, before: earlier.before } : change)
    }
  }
  const made = [...by.values()]
  return entries.length === 1 ? made : made.filter((c) => c.before !== c.after)
}
