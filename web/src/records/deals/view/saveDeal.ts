/** Edits of a deal's fields: shown at once, settled by the answer, put back when refused. Throws a Problem. */
import { t } from '@lingui/core/macro'
import { api } from '~/core/api'
import { edited, editOnTop } from '~/core/editing'
import { asProblem } from '~/core/problem'
import { keys, queryClient } from '~/core/query'
import type { Deal, DealAnswer, DeleteReason } from '~/core/schema'
import { undoLast } from '~/core/undo'
import { toast } from '~/ui/toast'
import { take } from '../verbs/answers'

type Editable =
  | 'name'
  | 'company_id'
  | 'product_id'
  | 'amount'
  | 'amount_from'
  | 'currency'
  | 'expected_close'
  | 'source'
  | 'deal_type'
  | 'description'
  | 'custom'
export type DealPatch = Partial<Pick<Deal, Editable>>

/** `shown` are fields that follow from the patch, such as the company's name, to show before the answer. */
export async function saveDeal(deal: Deal, patch: DealPatch, shown: Partial<Deal> = {}): Promise<DealAnswer> {
  const key = keys.deal(deal.id)
  const path = `/deals/${deal.id}`
  const before = queryClient.getQueryData<Deal>(key) ?? deal
  const read = async () => {
    const current = await api.get<Deal>(path)
    queryClient.setQueryData(key, current)
    return current
  }
  queryClient.setQueryData(key, edited(before, patch, shown))
  try {
    const answer = await editOnTop(before, patch, (version) => api.patch<DealAnswer>(path, { ...patch, version }), read)
    take(answer, t`change of ${before.name}`)
    return answer
  } catch (error) {
    if (queryClient.getQueryData<Deal>(key)?.version === before.version) queryClient.setQueryData(key, before)
    throw error
  }
}

type PutAway = { verb: 'archive' | 'restore' } | { verb: 'delete'; reason: DeleteReason }

/** Archives, restores or deletes; says how it went, with undo. True when it was done. */
export async function putAway(deal: Deal, { verb, ...body }: PutAway): Promise<boolean> {
  const { name } = deal
  const said = {
    archive: () => t`${name} archived`,
    restore: () => t`${name} restored`,
    delete: () => t`${name} deleted`,
  }[verb]()
  try {
    const answer = await api.post<DealAnswer>(`/deals/${deal.id}/${verb}`, { ...body, version: deal.version })
    take(answer, said)
    await queryClient.invalidateQueries({ queryKey: ['board', deal.pipeline_id] })
    toast(said, { tone: 'ok', action: { label: t`Undo`, run: () => void undoLast(answer.seq) } })
    return true
  } catch (error) {
    toast(t`${name} was not changed`, { detail: asProblem(error).message, tone: 'bad' })
    return false
  }
}
