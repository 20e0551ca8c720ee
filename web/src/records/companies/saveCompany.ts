/** Writes of companies: shown at once, settled by the answer, put back when refused. Each throws a Problem. */
import { api } from '~/core/api'
import { edited, editOnTop } from '~/core/editing'
import { keys, queryClient } from '~/core/query'
import type { Company } from '~/core/schema'

function settle(company: Company): Company {
  queryClient.setQueryData(keys.company(company.id), company)
  void queryClient.invalidateQueries({ queryKey: ['companies', 'list'] })
  return company
}

export type CompanyPatch = Partial<
  Pick<
    Company,
    | 'name'
    | 'domain'
    | 'sector'
    | 'country'
    | 'region'
    | 'revenue'
    | 'currency'
    | 'employees'
    | 'founded'
    | 'parent_id'
    | 'owner_id'
    | 'custom'
  >
>

/** Edits fields; shown at once. `instead`: what is to be shown in place of the patch itself. */
export async function saveCompany(
  company: Company,
  patch: CompanyPatch,
  instead: Partial<Company> = {},
): Promise<Company> {
  const key = keys.company(company.id)
  const path = `/companies/${company.id}`
  const before = queryClient.getQueryData<Company>(key) ?? company
  const read = async () => {
    const current = await api.get<Company>(path)
    queryClient.setQueryData(key, current)
    return current
  }
  const send = (version: number) => api.patch<Company>(path, { ...patch, version })
  queryClient.setQueryData(key, edited(before, patch, instead))
  try {
    return settle(await editOnTop(before, patch, send, read))
  } catch (error) {
    const shown = queryClient.getQueryData<Company>(key)
    if (shown?.version === before.version) queryClient.setQueryData(key, before)
    throw error
  }
}

export async function createCompany(given: CompanyPatch & { name: string }): Promise<Company> {
  return settle(await api.post<Company>('/companies', given, { idempotencyKey: globalThis.crypto?.randomUUID?.() }))
}

export async function setArchived({ id, version }: Company, archived: boolean): Promise<Company> {
  return settle(await api.post<Company>(`/companies/${id}/${archived ? 'archive' : 'restore'}`, { version }))
}
