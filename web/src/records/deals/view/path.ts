/** The stage path of a deal: which stages it went through, how long it stayed, what comes next and what that asks. */
import type { Deal, Stage, Visit } from '~/core/schema'
import { daysSince } from '~/kit/dates'
import { criteriaBetween, openFields } from '../gates'

export type Segment = {
  stage: Stage
  place: 'past' | 'now' | 'next' | 'later'
  /** Whole days spent there so far; null when it was never there. */
  days: number | null
  /** What entering it asks, for the next stage only. */
  gate: { done: number; total: number } | null
}

/** Open stages in order; a retired one only while the deal is in it. Won and lost are not on the path. */
export function segments(deal: Deal, stages: Stage[], visits: Visit[]): Segment[] {
  const shown = stages
    .filter((s) => s.kind === 'open' && (!s.retired || s.id === deal.stage_id))
    .sort((a, b) => a.position - b.position)
  const now = shown.find((s) => s.id === deal.stage_id)
  // A closed deal stands where it left the open stages.
  const last = now ?? shown.find((s) => s.id === (deal.exit_stage_id ?? lastOpen(visits, shown)))
  const next = now && shown.find((s) => s.position > now.position)
  return shown.map((stage) => {
    const place =
      stage === now ? 'now' : stage === next ? 'next' : last && stage.position <= last.position ? 'past' : 'later'
    const mine = visits.filter((v) => v.stage_id === stage.id)
    const spent = mine.reduce((sum, v) => sum + v.days, 0)
    const days = place === 'now' && !mine.length ? daysSince(deal.stage_since) : mine.length ? Math.floor(spent) : null
    return { stage, place, days, gate: place === 'next' && now ? gateOf(deal, stages, now, stage) : null }
  })
}

const lastOpen = (visits: Visit[], shown: Stage[]) =>
  [...visits]
    .sort((a, b) => b.entered_at.localeCompare(a.entered_at))
    .find((v) => shown.some((s) => s.id === v.stage_id))?.stage_id

function gateOf(deal: Deal, stages: Stage[], from: Stage, to: Stage) {
  const criteria = criteriaBetween(stages, from, to)
  if (!criteria.length) return null
  return { total: criteria.length, done: criteria.length - openFields(deal, criteria).length }
}
