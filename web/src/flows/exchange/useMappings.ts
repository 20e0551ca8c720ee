/** Saved mappings: all of them, those that an import's files may take, and what can be done with one. */
import { useQuery } from '@tanstack/react-query'
import { api } from '~/core/api'
import { keys, queryClient } from '~/core/query'
import type { Import, ImportMapping, MappingProposal } from '~/core/schema'

const none: never[] = []

export function useMappings(): ImportMapping[] {
  const { data } = useQuery({
    queryKey: keys.importMappings,
    queryFn: ({ signal }) => api.get<{ items: ImportMapping[] }>('/import-mappings', undefined, signal),
  })
  return data?.items.filter((m) => !m.archived) ?? none
}

export function useProposals(id: string): MappingProposal[] {
  const { data } = useQuery({
    queryKey: [...keys.importMappings, id],
    queryFn: ({ signal }) => api.get<{ items: MappingProposal[] }>(`/imports/${id}/mappings`, undefined, signal),
  })
  return data?.items ?? none
}

const refresh = () => queryClient.invalidateQueries({ queryKey: keys.importMappings })

/** Rejects with the problem, for the place that asked. */
async function write(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } finally {
    await refresh()
  }
}

export const keepMapping = (name: string, imp: string, file: number) =>
  write(() => api.post('/import-mappings', { name, import_id: imp, file }))
export const renewMapping = (m: ImportMapping, imp: string, file: number) =>
  write(() => api.patch(`/import-mappings/${m.id}`, { import_id: imp, file, version: m.version }))
export const renameMapping = (m: ImportMapping, name: string) =>
  write(() => api.patch(`/import-mappings/${m.id}`, { name, version: m.version }))
export const removeMapping = (m: ImportMapping) => write(() => api.post(`/import-mappings/${m.id}/archive`))
export const restoreMapping = (m: ImportMapping) => write(() => api.post(`/import-mappings/${m.id}/restore`))

/** The import as the mapping reads it. */
export async function takeMapping(imp: Import, proposal: MappingProposal): Promise<void> {
  const { version } = queryClient.getQueryData<Import>(keys.import(imp.id)) ?? imp
  const body = { mapping_id: proposal.mapping.id, file: proposal.file, version }
  queryClient.setQueryData(keys.import(imp.id), await api.post<Import>(`/imports/${imp.id}/map`, body))
}
