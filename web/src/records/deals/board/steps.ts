/** Walking between cards by arrows: columns without cards are skipped, the row is kept as far as it goes. */
import type { Board, Stage } from '~/core/schema'

export type Step = 'left' | 'right' | 'up' | 'down'

/** Open stages in order, as shown. */
export function openStages(stages: Stage[]): Stage[] {
  return stages.filter((s) => s.kind === 'open' && !s.retired).sort((a, b) => a.position - b.position)
}

/** The card one step away, or null at an edge. */
export function nextCard(board: Board, order: Stage[], id: string, step: Step): string | null {
  const columns = order.flatMap((s) => board.columns.find((c) => c.stage_id === s.id) ?? [])
  const at = columns.findIndex((c) => c.cards.some((card) => card.id === id))
  const column = columns[at]
  if (!column) return null
  const row = column.cards.findIndex((c) => c.id === id)
  if (step === 'up' || step === 'down') return column.cards[row + (step === 'up' ? -1 : 1)]?.id ?? null
  const way = step === 'left' ? -1 : 1
  for (let i = at + way; i >= 0 && i < columns.length; i += way) {
    const cards = columns[i]?.cards ?? []
    if (cards.length) return cards[Math.min(row, cards.length - 1)]?.id ?? null
  }
  return null
}

/** The open stage one step along, or null at an end. */
export function nextStage(order: Stage[], stageId: string, way: 1 | -1): Stage | null {
  const at = order.findIndex((s) => s.id === stageId)
  return at < 0 ? null : (order[at + way] ?? null)
}
