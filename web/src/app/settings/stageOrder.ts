/** The order of a pipeline's stages: what a move by drag or key means for the server. */
import type { Pipeline, Stage } from '~/core/schema'

export const byPosition = (stages: Stage[]) => [...stages].sort((a, b) => a.position - b.position)
export const liveOpen = (stages: Stage[]) => byPosition(stages).filter((s) => s.kind === 'open' && !s.retired)

/**
 * The `position` to send so that a stage comes to stand at `to` among the live open ones, or null when it stands there
 * already. The server counts all open stages, retired ones too, without the one that moves.
 */
export function positionFor(stages: Stage[], id: string, to: number): number | null {
  const live = liveOpen(stages)
  const from = live.findIndex((s) => s.id === id)
  const target = Math.max(0, Math.min(live.length - 1, to))
  if (from < 0 || from === target) return null
  const others = byPosition(stages).filter((s) => s.kind === 'open' && s.id !== id)
  const rest = live.filter((s) => s.id !== id)
  const next = rest[target]
  const before = rest[target - 1]
  if (next && target <= from) return others.indexOf(next)
  return before ? others.indexOf(before) + 1 : 0
}

/** The pipeline as it will be after the move, to show at once. */
export function reordered(pipeline: Pipeline, id: string, position: number): Pipeline {
  const all = byPosition(pipeline.stages)
  const moved = all.find((s) => s.id === id)
  if (!moved) return pipeline
  const open = all.filter((s) => s.kind === 'open' && s.id !== id)
  open.splice(position, 0, moved)
  const closed = all.filter((s) => s.kind !== 'open')
  return { ...pipeline, stages: [...open, ...closed].map((s, at) => ({ ...s, position: at })) }
}
