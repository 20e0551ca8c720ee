/** The problems of an import, page by page; all of them for the file. */
import { t } from '@lingui/core/macro'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '~/core/api'
import { downloadCsv } from '~/core/download'
import { keys } from '~/core/query'
import type { ImportProblem, Page } from '~/core/schema'

export type Severity = ImportProblem['severity'] | ''

export function useProblems(id: string, severity: Severity, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.import(id), 'problems', severity],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ImportProblem>>(`/imports/${id}/problems`, { severity, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled,
  })
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
    const page: Page<ImportProblem> = await api.get(`/imports/${id}/problems`, { severity, cursor, limit: 200 })
    all.push(...page.items)
    cursor = page.next
  } while (cursor)
  const head = [t`file`, t`row`, t`column`, t`severity`, t`value`, t`message`]
  downloadCsv('import-problems.csv', [
    head,
    ...all.map((p) => [fileName(p.file), p.row, p.column, p.severity, p.value, p.message]),
  ])
}
