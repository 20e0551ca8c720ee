/** The query client, and the keys by which everybody finds cached answers. */
import { QueryClient } from '@tanstack/react-query'
import { asProblem } from './problem'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (times, error) => {
        const { code } = asProblem(error)
        return (code === 'busy' || code === 'offline') && times < 2
      },
    },
  },
})

/** First part = record, second = id or "list"; live events refresh by these (see refresh.ts). */
export const keys = {
  session: ['session'] as const,
  members: ['members', 'list'] as const,
  teams: ['teams', 'list'] as const,
  roles: ['roles', 'list'] as const,
  pipelines: ['pipelines', 'list'] as const,
  lostReasons: ['lost-reasons', 'list'] as const,
  sources: ['sources', 'list'] as const,
  unplaced: ['sources', 'list', 'unplaced'] as const,
  dealRoles: ['deal-roles', 'list'] as const,
  ownFields: ['custom-fields', 'list'] as const,
  fields: (record: string) => ['fields', record] as const,
  board: (pipelineId: string, filters: object) => ['board', pipelineId, filters] as const,
  deal: (id: string) => ['deals', id] as const,
  dealPart: (id: string, part: 'timeline' | 'visits' | 'people' | 'collaborators' | 'lines', more: object = {}) =>
    ['deals', id, part, more] as const,
  deals: (query: object) => ['deals', 'list', query] as const,
  company: (id: string) => ['companies', id] as const,
  companies: (query: object) => ['companies', 'list', query] as const,
  contact: (id: string) => ['contacts', id] as const,
  contacts: (query: object) => ['contacts', 'list', query] as const,
  products: (query: object = {}) => ['products', 'list', query] as const,
  activities: (query: object) => ['activities', 'list', query] as const,
  figures: (query: object) => ['figures', query] as const,
  metrics: ['metrics', 'list'] as const,
  rates: ['rates', 'list'] as const,
  imports: ['imports', 'list'] as const,
  import: (id: string) => ['imports', id] as const,
  importMappings: ['import-mappings'] as const,
  search: (q: string) => ['search', q] as const,
  ownSessions: ['own-sessions', 'list'] as const,
  secondFactor: ['second-factor'] as const,
  tokens: ['tokens', 'list'] as const,
  audit: (query: object) => ['audit', query] as const,
}
