/** What follows every answered change of a deal: boards, the deal itself, lists and figures learn of it. */
import { keys, queryClient } from '~/core/query'
import type { Board, Card, Deal, DealAnswer, Pipeline, Stage } from '~/core/schema'
import { rememberChange } from '~/core/undo'
import { settle } from '../board/state'

/** The stages of the pipeline that a stage belongs to, as far as pipelines are loaded. */
export function stagesAround(stageId: string) {
  const pipelines = queryClient.getQueryData<Pipeline[]>(keys.pipelines) ?? []
  return pipelines.find((p) => p.stages.some((s) => s.id === stageId))?.stages ?? []
}

/** The stages of a board's own pipeline. */
export function stagesOf(pipelineId: string) {
  return queryClient.getQueryData<Pipeline[]>(keys.pipelines)?.find((p) => p.id === pipelineId)?.stages ?? []
}

export function stageById(id: string): Stage | undefined {
  return stagesAround(id).find((s) => s.id === id)
}

/** Own versions, so that a live event about our own change brings no tint. */
const own = new Map<string, number>()
export const isOwn = (card: Card): boolean => (own.get(card.id) ?? -1) >= card.version
export const claim = (id: string, version: number): void => void own.set(id, version)
/** The version to build on: a hand can be quicker than the page shows its own last answer. */
export const versionOf = (deal: { id: string; version: number }): number =>
  Math.max(deal.version, own.get(deal.id) ?? 0)

/** Changes every cached board at once; answers a function that puts back what was there. */
export function changeBoards(change: (board: Board) => Board): () => void {
  const before = queryClient.getQueriesData<Board>({ queryKey: ['board'] })
  queryClient.setQueriesData<Board>({ queryKey: ['board'] }, (board) => board && change(board))
  return () => {
    for (const [key, board] of before) queryClient.setQueryData(key, board)
  }
}

/** Takes over an answer everywhere. `label` names the change for undo ("Route planning won"). */
export function take(answer: DealAnswer, label: string): void {
  const { deal, columns, seq } = answer
  claim(deal.id, deal.version)
  changeBoards((board) => settle(board, cardOf(deal), columns, seq, stagesOf(board.pipeline_id)))
  queryClient.setQueryData(keys.deal(deal.id), deal)
  rememberChange(seq, label)
  refreshAround(deal.id)
}

/** Timeline, lists and figures that rest on a deal become stale. */
export function refreshAround(dealId: string): void {
  void queryClient.invalidateQueries({ queryKey: ['deals', dealId], predicate: (q) => q.queryKey.length > 2 })
  void queryClient.invalidateQueries({ queryKey: ['deals', 'list'] })
  void queryClient.invalidateQueries({ queryKey: ['figures'] })
}

/** The card's part of a deal. */
export function cardOf(deal: Deal): Card {
  const { id, number, name, company_id, company_name, amount, currency, expected_close, owner_id } = deal
  const { stage_id, status, stage_since, closed_at, rank, version } = deal
  const { next_activity_id, next_kind, next_subject, next_due, snoozed_until } = deal
  return {
    ...{ id, number, name, company_id, company_name, amount, currency, expected_close, owner_id },
    ...{ stage_id, status, stage_since, closed_at, rank, version },
    ...{ next_activity_id, next_kind, next_subject, next_due, snoozed_until },
  }
}
