/** The sentence of a condition with names in place of ids: members, teams, stages and pipelines from the cached lists, others asked. */
import { t } from '@lingui/core/macro'
import { useQueries, useQuery } from '@tanstack/react-query'
import { api } from '~/core/api'
import { fieldsQuery, lostReasonsQuery, useMembers, usePipelines, useTeams } from '~/core/lists'
import type { Clause, Condition, Field } from '~/core/schema'
import { useSession } from '~/core/session'
import { dayOf, dayShort } from '~/kit/dates'
import { money } from '~/kit/money'
import { count } from '~/kit/numbers'
import { sentence } from './sentence'

type Named = { id: string; name: string }
const ASKED: Record<string, string> = { co: 'companies', prod: 'products' }

/** Ids of companies and products that a condition names. */
export function namedIds(tree: unknown, found: string[] = []): string[] {
  if (Array.isArray(tree)) for (const part of tree) namedIds(part, found)
  else if (tree && typeof tree === 'object') for (const part of Object.values(tree as Clause)) namedIds(part, found)
  else if (typeof tree === 'string' && /^(co|prod)_[0-9a-f]+$/.test(tree) && !found.includes(tree)) found.push(tree)
  return found
}

export function useFilterWords(condition: Condition): string {
  const fields = useQuery(fieldsQuery('deal')).data ?? []
  const reasons = useQuery(lostReasonsQuery).data ?? []
  const members = useMembers()
  const teams = useTeams()
  const pipelines = usePipelines()
  const { workspace } = useSession()
  const asked = useQueries({
    queries: namedIds(condition)
      .slice(0, 5)
      .map((id) => {
        const record = ASKED[id.split('_')[0] ?? ''] ?? ''
        return { queryKey: [record, id], queryFn: () => api.get<Named>(`/${record}/${id}`), staleTime: 300_000 }
      }),
  })
  const known = new Map<string, string>()
  for (const list of [
    members,
    pipelines,
    pipelines.flatMap((p) => p.stages),
    reasons,
    asked.flatMap((q) => q.data ?? []),
  ])
    for (const item of list) known.set(item.id, item.name)
  for (const team of teams) known.set(team.id, team.name)

  function show(field: Field | undefined, value: unknown): string {
    if (value === null || value === undefined) return t`nothing`
    if (field?.type === 'money' && typeof value === 'number') return money(value, workspace.base_currency)
    if (typeof value === 'number') return count(value)
    if (typeof value === 'boolean') return value ? t`yes` : t`no`
    const text = String(value)
    if (field?.type === 'instant') return dayShort(dayOf(text))
    if (field?.type === 'date') return dayShort(text)
    return known.get(text) ?? field?.choices?.find((c) => c.value === text)?.label ?? text
  }
  return sentence(condition, fields, show)
}
