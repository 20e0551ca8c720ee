/** Imports: files to bring in, and the imports of the past with what came of them. */
import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { api } from '~/core/api'
import { useMember } from '~/core/lists'
import { PageBar } from '~/core/PageBar'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { ImportSummary, Page } from '~/core/schema'
import { useCan } from '~/core/session'
import { ago } from '~/kit/dates'
import { count } from '~/kit/numbers'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { EmptyState, Progress, Skeleton } from '~/ui/Notes'
import { DropZone } from './DropZone'
import { SavedMappings } from './SavedMappings'
import { busy, createdText, phaseText, rowsText, statusText } from './words'

const UndoDialog = lazy(() => import('./UndoDialog'))

export function ImportsPage() {
  const mayImport = useCan('import.run')
  const { data, error, refetch } = useQuery({
    queryKey: keys.imports,
    queryFn: ({ signal }) => api.get<Page<ImportSummary>>('/imports', undefined, signal),
    refetchInterval: (query) => (query.state.data?.items.some((i) => busy(i.status)) ? 1000 : false),
    enabled: mayImport,
  })
  const items = data?.items ?? []
  return (
    <>
      <PageBar name={t`Import`} />
      <div className="min-h-0 flex-1 overflow-y-auto thin-scroll">
        <div className="mx-auto flex max-w-[860px] flex-col gap-6 px-5 py-6 max-sm:px-4">
          {mayImport ? (
            <DropZone big={!items.length} />
          ) : (
            <EmptyState title={t`You may not import`}>
              {t`An owner or an administrator of this workspace can import files, or give you the right to.`}
            </EmptyState>
          )}
          {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
          {mayImport && !data && !error ? <Skeleton className="h-32" /> : null}
          {items.length ? (
            <section aria-labelledby="past">
              <h2 id="past" className="mb-2 text-15 font-semibold">{t`Imports so far`}</h2>
              <ul className="overflow-hidden rounded-8 border border-border bg-surface">
                {items.map((item) => (
                  <Row key={item.id} item={item} />
                ))}
              </ul>
            </section>
          ) : null}
          {mayImport ? <SavedMappings /> : null}
        </div>
      </div>
    </>
  )
}

function Row({ item }: { item: ImportSummary }) {
  const [undoing, setUndoing] = useState(false)
  const who = useMember(item.created_by)
  const status = statusText(item.status)
  const made = item.result && ['applied', 'cancelled', 'undoing'].includes(item.status) ? createdText(item.result) : ''
  const names = item.names.join(', ')
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-3 last:border-0 hover:bg-surface-2">
      <div className="min-w-0 flex-1 basis-64">
        <Link
          to="/import/$importId"
          params={{ importId: item.id }}
          search={{}}
          className="block truncate font-medium after:absolute after:inset-0"
        >
          {names}
        </Link>
        <p className="truncate text-12 text-text-2">
          {[rowsText(item.rows), made, who?.name, ago(item.created_at)].filter(Boolean).join(' · ')}
        </p>
        {item.progress && busy(item.status) ? (
          <Progress
            className="mt-2 max-w-64"
            label={phaseText(item.progress.phase)}
            done={item.progress.done}
            total={item.progress.total || null}
          />
        ) : null}
      </div>
      {item.problems && item.status !== 'undone' ? (
        <span className="num text-12 text-text-2">
          {plural(item.problems, { one: '# problem', other: `${count(item.problems)} problems` })}
        </span>
      ) : null}
      <Chip tone={status.tone}>{status.text}</Chip>
      {item.can_undo ? (
        <Button
          size="sm"
          className="relative"
          icon={<Undo2 size={14} />}
          aria-label={t`Undo the import of ${names}`}
          onClick={() => setUndoing(true)}
        >{t`Undo`}</Button>
      ) : null}
      {undoing ? (
        <Suspense>
          <UndoDialog id={item.id} names={names} result={item.result} onClose={() => setUndoing(false)} />
        </Suspense>
      ) : null}
    </li>
  )
}
