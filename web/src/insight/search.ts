/** What the address of the figures page may hold; everything that changes a number stands there. */
import type { Condition } from '~/core/schema'
import { conditionOf } from '~/records/deals/list/search'

export type FiguresSearch = {
  /** As the server names periods: `all`, `this-quarter`, `2026-01-01..2026-04-01` (the end left out). */
  period?: string
  pipeline?: string
  /** A field to split by. */
  segment?: string
  /** The figure that is split. */
  figure?: string
  /** The figure, or the stage of the funnel, whose explanation is open. */
  explain?: string
  filter?: Condition
  /** The day the figures are for, and the day whose knowledge they use. */
  as_of?: string
  known_at?: string
}

const texts = ['period', 'pipeline', 'segment', 'figure', 'explain', 'as_of', 'known_at'] as const

/** Keeps what is known and has a value. */
export function figuresSearch(search: Record<string, unknown>): FiguresSearch {
  const kept: FiguresSearch = {}
  for (const name of texts)
    if (search[name] !== undefined && search[name] !== null && search[name] !== '') kept[name] = String(search[name])
  const filter = conditionOf(search.filter)
  if (filter) kept.filter = filter
  return kept
}
