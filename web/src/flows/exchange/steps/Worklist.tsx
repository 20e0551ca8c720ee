/** Problems by column and value, to be worked through: what stands for a value is given once and holds for all rows alike. */
import { plural, t } from '@lingui/core/macro'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Import, ImportRecord, Plan, ProblemGroup } from '~/core/schema'
import { count } from '~/kit/numbers'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import { Card } from '../Card'
import { placed, type PlacedColumn, setValue } from '../plan'
import type { PlanEditor } from '../useImport'
import { useProblemGroups } from '../useProblems'
import type { Target } from '../useTargets'
import { rowsText } from '../words'
import { Replacement } from './Replacement'

type Props = { imp: Import; plan: Plan; edit: PlanEditor; targets: Record<ImportRecord, Target[]> }

/** A longer value is cut where problems are kept, and cannot be named. */
const LONGEST = 199

export function Worklist({ imp, plan, edit, targets }: Props) {
  const list = useProblemGroups(imp.id, imp.problems > 0)
  const { groups } = list
  if (!imp.problems || (list.isSuccess && !groups.length)) return null
  const files = placed(imp, plan)
  const many = imp.files.length > 1
  const mended = groups.filter((g) => standing(g, columnOf(files, g)) !== undefined).length
  return (
    <Card
      title={t`Put values right`}
      note={
        mended
          ? plural(mended, {
              one: '# value is put right for all its rows: check again to see what it comes to.',
              other: '# values are put right for all their rows: check again to see what it comes to.',
            })
          : t`What you give for a value holds for all rows that have it. The file stays as it is.`
      }
    >
      {list.error ? <ProblemNote className="m-4" error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="m-4 h-24" /> : null}
      <ul className="max-h-[560px] overflow-y-auto thin-scroll">
        {groups.map((g) => {
          const column = columnOf(files, g)
          const file = files.find((f) => f.file.index === g.file)
          const target = file && targets[file.plan.record].find((f) => f.name === column?.plan.field)
          const Icon = g.severity === 'refused' ? CircleAlert : TriangleAlert
          return (
            <li
              key={`${g.file} ${g.column} ${g.severity} ${g.value} ${g.column ? '' : g.message}`}
              className="grid grid-cols-[16px_minmax(140px,1fr)_minmax(0,1.4fr)_minmax(240px,340px)] items-center gap-x-3 gap-y-1.5 border-b border-border px-4 py-2 last:border-0 max-lg:grid-cols-[16px_1fr] max-lg:py-3"
            >
              <Icon aria-hidden size={14} className={g.severity === 'refused' ? 'text-bad' : 'text-warn'} />
              <span className="min-w-0">
                <span className="block truncate font-medium" data-tip={g.value ?? undefined}>
                  {g.value ?? (g.column ? t`(empty)` : t`(the row)`)}
                </span>
                <span className="block truncate text-12 text-text-2">
                  {[many ? file?.file.name : null, g.column, rowsText(g.rows)].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span className="min-w-0 text-text-2 max-lg:col-start-2">
                <span className="sr">{g.severity === 'refused' ? t`refused` : t`warning`}: </span>
                {g.message}
                {g.messages > 1
                  ? ` ${plural(g.messages - 1, { one: 'And # more reason.', other: `And ${count(g.messages - 1)} more reasons.` })}`
                  : null}{' '}
                <span className="whitespace-nowrap text-12 text-text-3">{t`first in row ${count(g.first_row)}`}</span>
              </span>
              <span className={cx('min-w-0 max-lg:col-start-2', !column && 'text-12 text-text-3')}>
                {column ? (
                  <Replacement
                    value={g.value ?? ''}
                    column={column}
                    target={target}
                    plan={plan}
                    onChange={(to) => edit((p) => setValue(p, g.file, column.found.index, g.value ?? '', to))}
                  />
                ) : (
                  otherwise(files, g)
                )}
              </span>
            </li>
          )
        })}
      </ul>
      {list.hasNextPage ? (
        <div className="flex justify-center border-t border-border py-2">
          <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t`Show more`}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

/** What else helps where no value can be given. */
function otherwise(files: ReturnType<typeof placed>, g: ProblemGroup): string {
  const file = files.find((f) => f.file.index === g.file)
  const ends = file?.columns.some((c) => c.found.name === g.column && c.plan.field === 'closed_at')
  return ends && g.value === null
    ? t`To be put right in the file, or by the options beside the values.`
    : t`To be put right in the file.`
}

/** The column whose value can be given, if it is one: not an id, which tells rows apart; nothing that was cut; and an
    end that is missing is an option of the plan, since open deals have none rightly. */
function columnOf(files: ReturnType<typeof placed>, g: ProblemGroup): PlacedColumn | undefined {
  const column = files.find((f) => f.file.index === g.file)?.columns.find((c) => c.found.name === g.column)
  const field = column?.plan.field
  if (!field || field === 'external_id' || (g.value?.length ?? 0) > LONGEST) return undefined
  return g.value === null && ['closed_at', 'case', 'time'].includes(field) ? undefined : column
}

const standing = (g: ProblemGroup, column: PlacedColumn | undefined) => column?.plan.values[g.value ?? '']
