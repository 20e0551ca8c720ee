/** What the figures page asks the server: the registry, the summary, one figure by segment, and what can be split by. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, type Query } from '~/core/api'
import { fieldsQuery } from '~/core/lists'
import { keys } from '~/core/query'
import type { Field, Figure, FigureSummary, Funnel, Metric, Page } from '~/core/schema'
import type { FiguresSearch } from './search'

/** The part of the address that decides which deals count, as the API names it. */
export function scopeOf(search: FiguresSearch): Query {
  return {
    period: search.period ?? 'all',
    pipeline_id: search.pipeline,
    filter: search.filter,
    as_of: search.as_of,
    known_at: search.known_at,
  }
}

export function useMetrics(): Metric[] {
  const { data } = useQuery({
    queryKey: keys.metrics,
    queryFn: async () => (await api.get<Page<Metric>>('/metrics')).items,
    staleTime: 30 * 60_000,
  })
  return data ?? []
}

export function useSummary(search: FiguresSearch) {
  const scope = scopeOf(search)
  return useQuery({
    queryKey: keys.figures({ what: 'summary', ...scope }),
    queryFn: ({ signal }) => api.get<FigureSummary>('/metrics/summary', scope, signal),
    placeholderData: keepPreviousData,
  })
}

/** The same for the way through one pipeline, which its address names. */
export function funnelScope(search: FiguresSearch): Query {
  const { pipeline_id: _, ...scope } = scopeOf(search)
  return scope
}

/** The way through one pipeline's stages. */
export function useFunnel(pipelineId: string, search: FiguresSearch) {
  const scope = funnelScope(search)
  return useQuery({
    queryKey: keys.figures({ what: 'funnel', pipelineId, ...scope }),
    queryFn: ({ signal }) => api.get<Funnel>(`/pipelines/${pipelineId}/funnel`, scope, signal),
    placeholderData: keepPreviousData,
  })
}

/** One figure; split when `segment` is given. */
export function useFigure(id: string, search: FiguresSearch, segment?: string) {
  const query = { ...scopeOf(search), segment }
  return useQuery({
    queryKey: keys.figures({ what: id, ...query }),
    queryFn: ({ signal }) => api.get<Figure>(`/metrics/${id}`, query, signal),
    placeholderData: keepPreviousData,
  })
}

/** Fields to split by: those that can be grouped, without instants, sums and names that are as many as the deals. */
export function splittable(fields: Field[]): Field[] {
  const never = new Set(['name', 'number', 'description', 'external_id', 'currency'])
  return fields.filter(
    (f) =>
      f.abilities.includes('group') && !['instant', 'date', 'money', 'number'].includes(f.type) && !never.has(f.name),
  )
}

export function useSplits(): Field[] {
  return splittable(useQuery(fieldsQuery('deal')).data ?? [])
}
