/** What a move would ask: the criteria of every stage that is entered or passed, and which of them a deal meets. */
import type { Card, Criterion, Deal, Stage } from '~/core/schema'

const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

/** Criteria of the stages after `from` up to and including `to`, each field once; moving back asks nothing, losing only
 * its own, another pipeline (whose stages are given) all of its own up to there. */
export function criteriaBetween(stages: Stage[], from: Stage, to: Stage): Criterion[] {
  if (to.kind === 'lost') return to.criteria
  const low = to.pipeline_id === from.pipeline_id ? from.position : -1
  if (to.position <= low) return []
  const passed = stages.filter((s) => !s.retired && s.kind !== 'lost' && s.position > low && s.position <= to.position)
  const seen = new Set<string>()
  return passed.flatMap((s) => s.criteria).filter((c) => !seen.has(c.field) && seen.add(c.field))
}

/** Fields that a deal still lacks for the move. Custom fields are asked by their name as well. */
export function openFields(deal: Deal, criteria: Criterion[]): string[] {
  const values = deal as unknown as Record<string, unknown>
  return criteria.map((c) => c.field).filter((f) => !isFilled(values[f] ?? deal.custom[f.replace(/^custom\./, '')]))
}

/** Done and total of the next stage's gate, as far as the card alone can tell; null when it asks nothing or needs the deal. */
export function ring(card: Card, stages: Stage[]): { done: number; total: number } | null {
  const now = stages.find((s) => s.id === card.stage_id)
  if (!now) return null
  const next = stages
    .filter((s) => s.kind === 'open' && !s.retired && s.position > now.position)
    .sort((a, b) => a.position - b.position)[0]
  if (!next || next.criteria.length === 0) return null
  if (!next.criteria.every((c) => c.field in card)) return null
  const values = card as unknown as Record<string, unknown>
  return { done: next.criteria.filter((c) => isFilled(values[c.field])).length, total: next.criteria.length }
}
