/** Planning, logging and doing activities of a deal: the requests, and what becomes stale by them. Each throws a Problem. */
import { t } from '@lingui/core/macro'
import { announce } from '~/core/announce'
import { api } from '~/core/api'
import { keys, queryClient } from '~/core/query'
import type { Activity, ActivityAnswer, ActivityKind } from '~/core/schema'
import { rememberChange, undoLast } from '~/core/undo'
import { toast } from '~/ui/toast'

export type NewActivity = {
  kind: ActivityKind
  subject: string
  body?: string
  due_at?: string
  due_on?: string
  done: boolean
  done_at?: string
  direction?: 'in' | 'out'
  owner_id?: string
}

function take(dealId: string, answer: ActivityAnswer, label: string): ActivityAnswer {
  rememberChange(answer.seq, label)
  void queryClient.invalidateQueries({ queryKey: keys.deal(dealId) })
  void queryClient.invalidateQueries({ queryKey: ['activities'] })
  // The card shows the next step; its board learns of it by the deal's own event as well.
  void queryClient.invalidateQueries({ queryKey: ['board'] })
  return answer
}

export async function addActivity(dealId: string, given: NewActivity): Promise<Activity> {
  const body = { deal_id: dealId, ...given }
  const answer = await api.post<ActivityAnswer>('/activities', body, {
    idempotencyKey: globalThis.crypto?.randomUUID?.(),
  })
  const { subject } = answer.activity
  const said = given.done ? t`Logged: ${subject}` : t`Planned: ${subject}`
  announce(said)
  return take(dealId, answer, said).activity
}

export type ActivityPatch = Partial<
  Pick<Activity, 'subject' | 'body' | 'direction' | 'owner_id' | 'outcome' | 'due_at'> & { due_on: string }
>

export async function editActivity(dealId: string, activity: Activity, patch: ActivityPatch): Promise<Activity> {
  const answer = await api.patch<ActivityAnswer>(`/activities/${activity.id}`, { ...patch, version: activity.version })
  return take(dealId, answer, t`change of ${answer.activity.subject}`).activity
}

/** Done, taken up again or cancelled; the toast can undo it. */
export async function setActivity(
  dealId: string,
  activity: Activity,
  verb: 'done' | 'reopen' | 'cancel',
  outcome?: string,
): Promise<Activity> {
  const answer = await api.post<ActivityAnswer>(`/activities/${activity.id}/${verb}`, {
    version: activity.version,
    ...(outcome ? { outcome } : {}),
  })
  const { subject } = activity
  const said = {
    done: () => t`Done: ${subject}`,
    reopen: () => t`Planned again: ${subject}`,
    cancel: () => t`Cancelled: ${subject}`,
  }[verb]()
  toast(said, { tone: 'ok', action: { label: t`Undo`, run: () => void undoLast(answer.seq) } })
  announce(said)
  return take(dealId, answer, said).activity
}
