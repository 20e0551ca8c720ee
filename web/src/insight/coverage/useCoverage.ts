/** The targets of a period, and how the pipeline stands to one of them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '~/core/api'
import { keys } from '~/core/query'
import type { Coverage, Page, Target } from '~/core/schema'
import type { FiguresSearch } from '../search'

/** All time has no target of its own: then those of the present quarter. */
export const periodOf = ({ period = 'all' }: FiguresSearch): string =>
  period === 'all' || period.startsWith('..') || period.endsWith('..') ? 'this-quarter' : period

export function useTargets(period: string) {
  return useQuery({
    queryKey: keys.figures({ what: 'targets', period }),
    queryFn: async ({ signal }) => (await api.get<Page<Target>>('/targets', { period }, signal)).items,
    placeholderData: keepPreviousData,
  })
}

export function useCoverage(target: Target | undefined, { as_of, known_at }: FiguresSearch) {
  const clocks = { as_of, known_at }
  return useQuery({
    queryKey: keys.figures({ what: 'coverage', id: target?.id, ...clocks }),
    queryFn: ({ signal }) => api.get<Coverage>(`/targets/${target?.id}/coverage`, clocks, signal),
    enabled: !!target,
  })
}
