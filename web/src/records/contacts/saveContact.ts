/** Writes of contacts: shown at once, settled by the answer, put back when refused. Each throws a Problem. */
import { api } from '~/core/api'
import { edited, editOnTop } from '~/core/editing'
import { keys, queryClient } from '~/core/query'
import type { Alike, Contact, Page } from '~/core/schema'

function settle(contact: Contact): Contact {
  queryClient.setQueryData(keys.contact(contact.id), contact)
  void queryClient.invalidateQueries({ queryKey: ['contacts', 'list'] })
  return contact
}

export type ContactPatch = Partial<
  Pick<Contact, 'given_name' | 'family_name' | 'job_title' | 'emails' | 'phones' | 'company_id' | 'owner_id' | 'custom'>
>

/** Edits fields; shown at once. `instead`: what is to be shown in place of the patch itself. */
export async function saveContact(
  contact: Contact,
  patch: ContactPatch,
  instead: Partial<Contact> = {},
): Promise<Contact> {
  const key = keys.contact(contact.id)
  const path = `/contacts/${contact.id}`
  const before = queryClient.getQueryData<Contact>(key) ?? contact
  const read = async () => {
    const current = await api.get<Contact>(path)
    queryClient.setQueryData(key, current)
    return current
  }
  const send = (version: number) => api.patch<Contact>(path, { ...patch, version })
  queryClient.setQueryData(key, edited(before, patch, instead))
  try {
    return settle(await editOnTop(before, patch, send, read))
  } catch (error) {
    const shown = queryClient.getQueryData<Contact>(key)
    if (shown?.version === before.version) queryClient.setQueryData(key, before)
    throw error
  }
}

export async function createContact(given: ContactPatch): Promise<Contact> {
  return settle(await api.post<Contact>('/contacts', given, { idempotencyKey: globalThis.crypto?.randomUUID?.() }))
}

export async function setArchived({ id, version }: Contact, archived: boolean): Promise<Contact> {
  return settle(await api.post<Contact>(`/contacts/${id}/${archived ? 'archive' : 'restore'}`, { version }))
}

/** Who has this address already, in whatever spelling. */
export async function alike(query: { email?: string; phone?: string }): Promise<Alike[]> {
  return (await api.get<Page<Alike>>('/contacts/alike', query)).items
}
