/** Who takes part in a deal: what is asked for, the requests, and what becomes stale by them. Each throws a Problem. */
import { t } from '@lingui/core/macro'
import { api } from '~/core/api'
import { keys, queryClient } from '~/core/query'
import type { Contact, Deal, DealRole, Page, Participant, ParticipantAnswer, SearchHit } from '~/core/schema'
import { rememberChange, undoLast } from '~/core/undo'
import { toast } from '~/ui/toast'
import { refreshAround } from '../verbs/answers'

export const rolesQuery = {
  queryKey: keys.dealRoles,
  queryFn: async () => (await api.get<Page<DealRole>>('/deal-roles')).items,
  staleTime: 5 * 60_000,
}

export const peopleQuery = (dealId: string) => ({
  queryKey: keys.dealPart(dealId, 'people'),
  queryFn: async () => (await api.get<Page<Participant>>(`/deals/${dealId}/people`)).items,
})

async function take(dealId: string, answer: ParticipantAnswer, label: string): Promise<ParticipantAnswer> {
  rememberChange(answer.seq, label)
  refreshAround(dealId)
  await queryClient.invalidateQueries({ queryKey: keys.dealPart(dealId, 'people') })
  return answer
}

export async function addPerson(deal: Deal, contact: { id: string; name: string }, roleId: string | null) {
  const body = { contact_id: contact.id, role_id: roleId }
  const answer = await api.post<ParticipantAnswer>(`/deals/${deal.id}/people`, body)
  return take(deal.id, answer, t`${contact.name} added`)
}

type Patch = { role_id: string | null } | { main: true }

export async function changePerson(person: Participant, patch: Patch) {
  const answer = await api.patch<ParticipantAnswer>(`/people/${person.id}`, { ...patch, version: person.version })
  return take(person.deal_id, answer, t`change of ${person.name}`)
}

/** Takes somebody off; the message can undo it. */
export async function removePerson(person: Participant) {
  const { name } = person
  const answer = await api.post<ParticipantAnswer>(`/people/${person.id}/remove`)
  const said = t`${name} taken off the deal`
  const undo = () => void undoLast(answer.seq)
  toast(said, { tone: 'ok', action: { label: t`Undo`, run: undo }, about: `change ${answer.seq}` })
  return take(person.deal_id, answer, said)
}

export type Choice = { id: string; label: string; hint?: string }

/** Contacts to choose from: those whom what is typed finds; before that those of the deal's company. */
export async function contactsFor(deal: Deal, typed: string, signal?: AbortSignal): Promise<Choice[]> {
  if (typed) {
    const { items } = await api.get<Page<SearchHit>>('/search', { q: typed }, signal)
    const found = items.filter((hit) => hit.type === 'contact')
    return found.map((hit) => ({ id: hit.id, label: hit.title, hint: hit.subtitle ?? hit.matched ?? undefined }))
  }
  const filter = deal.company_id ? { field: 'company_id', op: 'eq', value: deal.company_id } : undefined
  const { items } = await api.get<Page<Contact>>('/contacts', { limit: 20, filter }, signal)
  return items.map((c) => ({
    id: c.id,
    label: c.name,
    hint: [c.job_title, c.company_name].filter(Boolean).join(' · ') || undefined,
  }))
}
