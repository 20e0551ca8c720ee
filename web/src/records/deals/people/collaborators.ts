/** Whom a deal is shared with: what is asked for and the requests. Each throws a Problem. */
import { t } from '@lingui/core/macro'
import { api } from '~/core/api'
import { keys, queryClient } from '~/core/query'
import type { Collaborator, CollaboratorAnswer, Collaborators } from '~/core/schema'
import { rememberChange, undoLast } from '~/core/undo'
import { toast } from '~/ui/toast'
import { refreshAround } from '../verbs/answers'

export const collaboratorsQuery = (dealId: string) => ({
  queryKey: keys.dealPart(dealId, 'collaborators'),
  queryFn: () => api.get<Collaborators>(`/deals/${dealId}/collaborators`),
})

async function take(dealId: string, answer: CollaboratorAnswer, label: string): Promise<void> {
  rememberChange(answer.seq, label)
  refreshAround(dealId)
  await queryClient.invalidateQueries({ queryKey: keys.dealPart(dealId, 'collaborators') })
}

export async function share(dealId: string, memberId: string, mayEdit: boolean): Promise<void> {
  const body = { member_id: memberId, may_edit: mayEdit }
  const answer = await api.post<CollaboratorAnswer>(`/deals/${dealId}/collaborators`, body)
  const { name } = answer.collaborator
  return take(dealId, answer, t`shared with ${name}`)
}

export async function shareAnew(one: Collaborator, mayEdit: boolean): Promise<void> {
  const body = { may_edit: mayEdit, version: one.version }
  const answer = await api.patch<CollaboratorAnswer>(`/collaborators/${one.id}`, body)
  const { name } = one
  return take(one.deal_id, answer, t`change of ${name}`)
}

/** Ends the sharing; the message can undo it. */
export async function shareNoLonger(one: Collaborator): Promise<void> {
  const { name } = one
  const answer = await api.post<CollaboratorAnswer>(`/collaborators/${one.id}/remove`)
  const said = t`No longer shared with ${name}`
  const undo = () => void undoLast(answer.seq)
  toast(said, { tone: 'ok', action: { label: t`Undo`, run: undo }, about: `change ${answer.seq}` })
  return take(one.deal_id, answer, said)
}
