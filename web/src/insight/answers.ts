/** The sentence over a chart, computed from its numbers; when nothing is clear it says so. */
import { t } from '@lingui/core/macro'
import type { Figure, FigureSummary, Segment } from '~/core/schema'
import { count } from '~/kit/numbers'
import { deals, inHundred, type Measure, valueShort } from './words'

/** Best first: by the lower end of the interval where there is one, else by value; too small samples last. */
export function ranked(segments: Segment[]): Segment[] {
  const least = Number.NEGATIVE_INFINITY
  const weight = (s: Segment) => (s.label_n === 'too_few' && s.interval ? least : (s.interval?.[0] ?? s.value ?? least))
  return segments.toSorted(
    (a, b) => (weight(b) === weight(a) ? 0 : weight(b) - weight(a)) || b.n - a.n || a.label.localeCompare(b.label),
  )
}

/** Who stands out, if anybody does. */
export function segmentAnswer(figure: Figure): string {
  const rows = ranked(figure.segments ?? [])
  const best = rows[0]
  if (!best || best.value === null || figure.value === null) return t`Nothing to compare yet`
  if (figure.unit === 'ratio') {
    if (best.label_n === 'too_few') return t`Too few closed deals to compare`
    const clear = (best.interval?.[0] ?? 0) > figure.value
    return clear
      ? t`${best.label} wins ${inHundred(best.value)}, clearly above all`
      : t`Nobody stands clearly above ${inHundred(figure.value)}`
  }
  if (figure.unit === 'days') {
    const sure = rows.filter((s) => s.value !== null && s.label_n === 'usable')
    const slow = sure.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
    const [longest, shortest] = [slow[0], slow[slow.length - 1]]
    if (!longest || !shortest || longest === shortest) return t`Too few deals to compare`
    const most = valueShort(longest.value ?? 0, figure)
    return t`${longest.label} takes longest, ${most}; ${shortest.label} is shortest, ${valueShort(shortest.value ?? 0, figure)}`
  }
  return t`${best.label} has most: ${valueShort(best.value, figure)}`
}

export function stagesAnswer(summary: FigureSummary, openIds: Set<string>): string {
  const open = summary.stages.filter((s) => openIds.has(s.stage_id))
  const total = open.reduce((sum, s) => sum + s.count, 0)
  const most = open.toSorted((a, b) => b.count - a.count)[0]
  if (!total || !most) return t`No deal is open`
  return t`${deals(total)} open, ${count(most.count)} of them in ${most.name}`
}

export function cycleAnswer(median: Figure | undefined): string {
  if (!median || median.value === null) return t`No deal was won in this time`
  return t`Half of the won deals took ${valueShort(median.value, median)} or less`
}

export function sizesAnswer(average: Figure | undefined, median: Figure | undefined): string {
  if (!average || average.value === null) return t`No deal was won in this time`
  const measure: Measure = average
  const mean = valueShort(average.value, measure)
  if (!median || median.value === null) return t`A won deal brings ${mean} on average`
  return t`A won deal brings ${mean} on average; half bring ${valueShort(median.value, measure)} or less`
}

export function winAnswer(rate: Figure | undefined): string {
  if (!rate || rate.value === null) return t`Too few closed deals for a rate`
  return t`${inHundred(rate.value)} closed deals are won`
}
