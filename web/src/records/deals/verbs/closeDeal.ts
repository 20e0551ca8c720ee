/** Winning, losing, reopening and handing over: the requests behind the sheets. Each throws a Problem when refused. */
import { t } from '@lingui/core/macro'
import { announce } from '~/core/announce'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import type { DealAnswer } from '~/core/schema'
import { undoLast } from '~/core/undo'
import { toast } from '~/ui/toast'
import { boardUi } from '../board/ui'
import { dealHeading, whenLost } from '../board/useKeepFocus'
import { take } from './answers'
import { refuse } from './moveDeal'
import type { DealLike } from './requests'

export async function send(deal: DealLike, verb: string, body: object, said: string): Promise<DealAnswer> {
  const answer = await api.post<DealAnswer>(`/deals/${deal.id}/${verb}`, body)
  // The card may leave while the sheet still has the focus.
  if (boardUi.get().focus === deal.id) boardUi.set({ lost: deal.id })
  take(answer, said)
  whenLost(() => dealHeading()?.focus({ preventScroll: true }))
  announce(said)
  toast(said, {
    tone: 'ok',
    about: `change ${answer.seq}`,
    action: { label: t`Undo`, run: () => void undoLast(answer.seq) },
  })
  return answer
}

export type WinDetails = { closed_on?: string; amount?: number | null; values?: Record<string, unknown> }
export type LoseDetails = { reason_id: string; note?: string; closed_on?: string }

export function winDeal(deal: DealLike, details: WinDetails) {
  const { name } = deal
  return send(deal, 'win', details, t`${name} won`)
}
export function loseDeal(deal: DealLike, details: LoseDetails) {
  const { name } = deal
  return send(deal, 'lose', details, t`${name} lost`)
}
export function assignDeal(deal: DealLike, owner: { id: string; name: string }) {
  const { name } = deal
  return send(deal, 'assign', { owner_id: owner.id }, t`${name} is with ${owner.name} now`)
}

/** Opens a closed deal again, in its last open stage unless one is named; says a refusal itself. */
export async function reopenDeal(
  deal: DealLike,
  details: { stage_id?: string; reason: string },
): Promise<DealAnswer | null> {
  const { name } = deal
  try {
    return await send(deal, 'reopen', details, t`${name} reopened`)
  } catch (error) {
    refuse(deal, asProblem(error))
    return null
  }
}
