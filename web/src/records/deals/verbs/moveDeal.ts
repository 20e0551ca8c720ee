/** Moving a deal: shown at once, settled by the answer, put back with the reason when refused; gates open their sheet. */
import { t } from '@lingui/core/macro'
import { announce } from '~/core/announce'
import { api } from '~/core/api'
import { asProblem, isConflict, isGate, type Problem } from '~/core/problem'
import { keys, queryClient } from '~/core/query'
import type { Board, Day, Deal, DealAnswer, Stage } from '~/core/schema'
import { toast } from '~/ui/toast'
import { findCard, moveCard, type Place } from '../board/state'
import { boardUi, reject } from '../board/ui'
import { changeBoards, stageById, stagesAround, take, versionOf } from './answers'
import { ask, askLose, askWin, type DealLike } from './requests'

/** What goes with a move: values that the gate asks for, the day on which it happened if not today. */
export type MoveDetails = { values?: Record<string, unknown>; on?: Day }

/** The bare request; throws a Problem. */
export async function requestMove(
  deal: DealLike,
  to: Stage,
  place: Place = {},
  { values, on }: MoveDetails = {},
): Promise<DealAnswer> {
  const answer = await api.post<DealAnswer>(`/deals/${deal.id}/move`, {
    stage_id: to.id,
    ...place,
    version: versionOf(deal),
    values,
    occurred_on: on,
  })
  const { name } = deal
  take(answer, t`${name} to ${to.name}`)
  return answer
}

/** A move without an answer: how boards show it, and what comes of it. */
type Underway = { show: () => () => void; settled: Promise<DealAnswer | null> }
/** Those of each deal, in order: each waits for the one before, so that nobody is in their own way. */
const underway = new Map<string, Underway[]>()
/** While true, boards show moves ahead of the server: what it says of them in between is older than what is seen. */
export const isMoving = (): boolean => underway.size > 0

function begin(id: string, move: Underway): void {
  underway.set(id, [...(underway.get(id) ?? []), move])
  void move.settled.then(() => {
    const rest = (underway.get(id) ?? []).filter((one) => one !== move)
    if (rest.length > 0) underway.set(id, rest)
    else underway.delete(id)
  })
}

/** Moves, or asks what the target needs. Won and lost ask for their own details. Null when nothing was moved. */
export async function moveDeal(deal: DealLike, to: Stage, place: Place = {}, on?: Day): Promise<DealAnswer | null> {
  const stages = stagesAround(to.id)
  if (to.kind === 'won' && deal.stage_id !== to.id) return askWin(deal)
  if (to.kind === 'lost' && deal.stage_id !== to.id) return askLose(deal, to.id)
  const show = () => changeBoards((board) => moveCard(board, deal.id, to.id, place, stages))
  const before = underway.get(deal.id)?.at(-1)
  let now = deal
  let back = show()
  async function inTurn(): Promise<DealAnswer | null> {
    if (before) {
      const earlier = await before.settled
      // Refused and put back: whoever asked for the earlier move says why.
      if (!earlier) return null
      now = earlier.deal
      // Its answer has just placed the card where that move led; the hand is further, by this move and those after it.
      const [undo = back] = (underway.get(deal.id) ?? []).map((move) => move.show())
      back = undo
    }
    return requestMove(now, to, place, { on })
  }
  const turn = inTurn()
  const settled = turn.catch(() => null)
  begin(deal.id, { show, settled })
  try {
    const answer = await turn
    if (answer) sayWhere(answer.deal, to)
    return answer
  } catch (error) {
    back()
    const from = stageById(now.stage_id)
    if (isGate(error) && from) {
      const answer = await ask<DealAnswer>({ kind: 'gate', deal: now, from, to, place, on, unmet: error.unmet })
      if (answer) sayWhere(answer.deal, to)
      // Moved or left: the person goes on at the card, once the sheet has given the focus back.
      setTimeout(() => boardUi.set({ wantFocus: deal.id }))
      return answer
    }
    refuse(now, asProblem(error))
    return null
  }
}

/** Says why a change came back, and shows the deal as the server has it now. */
export function refuse(deal: DealLike, problem: Problem): void {
  const { name } = deal
  reject(deal.id)
  if (isConflict(problem)) return void sayWhoWon(deal, problem)
  toast(t`${name} was not changed`, { detail: problem.message, tone: 'bad' })
  announce(problem.message, 'assertive')
}

/** Somebody was faster: where the deal is now, on the boards as well. */
async function sayWhoWon(deal: DealLike, problem: Problem): Promise<void> {
  const { name } = deal
  let detail = problem.message
  try {
    const now = await api.get<Deal>(`/deals/${deal.id}`)
    queryClient.setQueryData(keys.deal(now.id), now)
    const { stage_name } = now
    detail = t`It is in ${stage_name} now. Look at it, then try again.`
  } catch {
    // It is out of sight by now; the problem's own sentence stands.
  }
  toast(t`${name} was changed by somebody else`, { detail, tone: 'bad' })
  void queryClient.invalidateQueries({ queryKey: ['board'] })
  void queryClient.invalidateQueries({ queryKey: keys.deal(deal.id), exact: true })
}

/** "Moved to Proposal, 4 of 18." */
function sayWhere(deal: Deal, to: Stage): void {
  const board = queryClient.getQueriesData<Board>({ queryKey: ['board', deal.pipeline_id] })[0]?.[1]
  const found = board && findCard(board, deal.id)
  const where = to.name
  if (!found) return announce(t`Moved to ${where}.`)
  const place = found.index + 1
  const total = found.column.count
  announce(t`Moved to ${where}, ${place} of ${total}.`)
}
