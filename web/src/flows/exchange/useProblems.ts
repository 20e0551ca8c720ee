/** The problems of an import, page by page, filtered here; all of them for the file. */
import { t } from '@lingui/core/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '~/core/api'
import { downloadCsv } from '~/core/download'
import { keys } from '~/core/query'
import type { ImportProblem, Page, ProblemGroup } from '~/core/schema'

export type Severity = ImportProblem['severity'] | ''

const PAGE = 200
/** With a filter, pages are read on until so many of the kind are there. */
const ENOUGH = 50

export const ofKind = (problems: ImportProblem[], severity: Severity): ImportProblem[] =>
  severity ? problems.filter((p) => p.severity === severity) : problems

export function useProblems(id: string, severity: Severity, enabled: boolean) {
  const list = useInfiniteQuery({
    queryKey: [...keys.import(id), 'problems'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ImportProblem>>(`/imports/${id}/problems`, { cursor: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
  })
  const items = ofKind(list.data?.pages.flatMap((p) => p.items) ?? [], severity)
  const { hasNextPage, isFetching, fetchNextPage } = list
  const wanting = severity !== '' && items.length < ENOUGH && hasNextPage && !isFetching
  useEffect(() => {
    if (wanting) void fetchNextPage()
  }, [wanting, fetchNextPage])
  return { ...list, items }
}

/** Problems by column and value, the most frequent first. */
export function useProblemGroups(id: string, enabled: boolean) {
  const list = useInfiniteQuery({
    queryKey: [...keys.import(id), 'problem-groups'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ProblemGroup>>(`/imports/${id}/problem-groups`, { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
  })
  return { ...list, groups: list.data?.pages.flatMap((p) => p.items) ?? [] }
}

/** Reads every page and hands the file to the person. */
export async function downloadProblems(
  id: string,
  severity: Severity,
  fileName: (index: number) => string,
): Promise<void> {
  const all: ImportProblem[] = []
  let cursor: string | null = null
  do {
    const page: Page<ImportProblem> = await api.get(`/imports/${id}/problems`, { cursor, limit: PAGE })
    all.push(...page.items)
    cursor = page.next
  } while (cursor)
  const head = [t`file`, t`row`, t`column`, t`severity`, t`value`, t`message`]
  downloadCsv('import-problems.csv', [
    head,
    ...ofKind(all, severity).map((p) => [fileName(p.file), p.row, p.column, p.severity, p.value, p.message]),
  ])
}
