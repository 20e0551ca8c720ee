/** Small lists that many screens need, cached once: members, teams, pipelines, lost reasons, the field catalogue. */
import { useQuery } from '@tanstack/react-query'
import { api } from './api'
import { keys } from './query'
import type { Field, LostReason, Member, Page, Pipeline, Team } from './schema'

const items =
  <T>(path: string, query = {}) =>
  async () =>
    (await api.get<Page<T>>(path, query)).items
const minutes = (n: number) => n * 60_000

export const membersQuery = {
  queryKey: keys.members,
  queryFn: items<Member>('/members', { limit: 200 }),
  staleTime: minutes(5),
}
export const teamsQuery = {
  queryKey: keys.teams,
  queryFn: items<Team>('/teams', { limit: 200 }),
  staleTime: minutes(5),
}
export const pipelinesQuery = {
  queryKey: keys.pipelines,
  queryFn: items<Pipeline>('/pipelines'),
  staleTime: minutes(5),
}
export const lostReasonsQuery = {
  queryKey: keys.lostReasons,
  queryFn: items<LostReason>('/lost-reasons'),
  staleTime: minutes(5),
}
export const fieldsQuery = (record: string) => ({
  queryKey: keys.fields(record),
  queryFn: items<Field>('/fields', { record }),
  staleTime: minutes(30),
})

// The same empty list every time, so that nothing is computed anew while it loads.
const none: never[] = []
export const useMembers = (): Member[] => useQuery(membersQuery).data ?? none
export const useTeams = (): Team[] => useQuery(teamsQuery).data ?? none
export const usePipelines = (): Pipeline[] => useQuery(pipelinesQuery).data ?? none

/** One member by id, for names and avatars. */
export function useMember(id: string | null | undefined): Member | undefined {
  const members = useMembers()
  return id ? members.find((m) => m.id === id) : undefined
}
