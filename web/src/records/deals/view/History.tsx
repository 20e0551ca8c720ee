/** The history of a deal: its stays in stages, and every change of every field. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Stage, TimelineEntry, Visit } from '~/core/schema'
import { undoLast } from '~/core/undo'
import { dayOf, dayShort, instantLong } from '~/kit/dates'
import { Button } from '~/ui/Button'
import { Chip, StageDot } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import { shownText } from './shownText'
import { useTimeline } from './Timeline'

export const visitsQuery = (dealId: string) => ({
  queryKey: keys.dealPart(dealId, 'visits'),
  queryFn: async () => (await api.get<{ items: Visit[] }>(`/deals/${dealId}/visits`)).items,
})

export function History({ dealId, stages, canEdit }: { dealId: string; stages: Stage[]; canEdit: boolean }) {
  const visits = useQuery(visitsQuery(dealId))
  return (
    <div className="flex flex-col gap-6 pt-5">
      <section>
        <h3 className="mb-2 font-semibold">{t`Stages`}</h3>
        {visits.error ? <ProblemNote error={visits.error} onRetry={() => void visits.refetch()} /> : null}
        {visits.isPending ? <Skeleton className="h-24" /> : null}
        {visits.data ? <Visits visits={visits.data} stages={stages} /> : null}
      </section>
      <Changes dealId={dealId} canEdit={canEdit} />
    </div>
  )
}

const cell = 'h-9 border-b border-border px-2 first:ps-0 last:pe-0'
const head = 'h-8 border-b border-border px-2 text-12 font-medium text-text-2 first:ps-0 last:pe-0'

function Visits({ visits, stages }: { visits: Visit[]; stages: Stage[] }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={cx(head, 'text-start')}>{t`Stage`}</th>
            <th scope="col" className={cx(head, 'text-end')}>{t`From`}</th>
            <th scope="col" className={cx(head, 'text-end')}>{t`To`}</th>
            <th scope="col" className={cx(head, 'text-end')}>{t`Days`}</th>
            <th scope="col" className={cx(head, 'text-start max-sm:hidden')}>{t`Left by`}</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((v) => {
            const stage = stages.find((s) => s.id === v.stage_id)
            const expected = stage?.expected_days ?? 0
            const over = expected > 0 && v.days >= expected
            return (
              <tr key={`${v.stage_id}${v.entered_at}`}>
                <td className={cell}>
                  <span className="flex items-center gap-1.5">
                    {stage ? <StageDot hue={stage.hue} /> : null}
                    {v.stage_name}
                  </span>
                </td>
                <td className={cx(cell, 'num text-end whitespace-nowrap')} data-tip={instantLong(v.entered_at)}>
                  {v.truncated ? t`before ` : ''}
                  {dayShort(dayOf(v.entered_at))}
                </td>
                <td
                  className={cx(cell, 'num text-end whitespace-nowrap')}
                  data-tip={v.left_at ? instantLong(v.left_at) : undefined}
                >
                  {v.left_at ? dayShort(dayOf(v.left_at)) : t`now`}
                </td>
                <td className={cx(cell, 'num text-end', over && 'text-warn')}>
                  {over ? t`${Math.floor(v.days)} of ${expected}` : Math.floor(v.days)}
                </td>
                <td className={cx(cell, 'text-text-2 max-sm:hidden')}>{exitWord(v.exit)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function exitWord(exit: Visit['exit']): string {
  switch (exit) {
    case null:
      return ''
    case 'advance':
      return t`a step on`
    case 'skip':
      return t`a leap on`
    case 'regress':
      return t`a step back`
    case 'won':
      return t`won`
    case 'lost':
      return t`lost`
    case 'moved':
      return t`another pipeline`
    case 'reopened':
      return t`reopened`
    case 'removed':
      return t`deleted`
  }
}

function Changes({ dealId, canEdit }: { dealId: string; canEdit: boolean }) {
  const list = useTimeline(dealId, 'changes')
  const entries = list.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <section>
      <h3 className="mb-1 font-semibold">{t`Changes`}</h3>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-24" /> : null}
      <ol>
        {entries.map((e) => (
          <ChangeRow key={e.seq} entry={e} canEdit={canEdit} />
        ))}
      </ol>
      {list.hasNextPage ? (
        <div className="flex justify-center py-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t`Show earlier`}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function ChangeRow({ entry: e, canEdit }: { entry: TimelineEntry; canEdit: boolean }) {
  // Backdated entries say both: when it was so, and when it was written down.
  const later = Math.abs(Date.parse(e.recorded_at) - Date.parse(e.at)) > 60_000
  return (
    <li className="group border-b border-border py-2">
      <p className="flex items-baseline gap-2">
        <span className={cx('min-w-0 flex-1', e.undone && 'text-text-3 line-through')}>
          <span className="font-medium">{e.actor?.name ?? (e.origin === 'import' ? t`The import` : t`Headgate`)}</span>{' '}
          {e.sentence}
        </span>
        {e.undone ? <Chip>{t`Undone`}</Chip> : null}
        {canEdit && e.can_undo && e.seq !== null ? <Undo seq={e.seq} sentence={e.sentence} /> : null}
        <time
          dateTime={e.at}
          className="num shrink-0 text-12 text-text-2"
          data-tip={later ? t`written down ${instantLong(e.recorded_at)}` : undefined}
        >
          {instantLong(e.at)}
        </time>
      </p>
      {e.data?.note ? <p className="mt-0.5 break-words text-text-2">{e.data.note}</p> : null}
      {e.changes.length ? (
        <dl className="mt-1 grid grid-cols-[116px_minmax(0,1fr)_minmax(0,1fr)] gap-x-2 gap-y-0.5 text-12">
          {e.changes.map((c) => (
            <div key={c.field} className="contents">
              <dt className="text-text-2">{c.label}</dt>
              <dd className="num break-words text-text-2">
                <span className="sr">{t`before`} </span>
                {c.before === null ? '–' : <del>{shownText(c.before)}</del>}
              </dd>
              <dd className="num font-medium break-words">
                <span className="sr">{t`after`} </span>
                {c.after === null ? '–' : shownText(c.after)}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  )
}

function Undo({ seq, sentence }: { seq: number; sentence: string }) {
  return (
    <Button
      look="ghost"
      size="sm"
      className="h-6 px-1.5 text-12"
      aria-label={t`Undo: ${sentence}`}
      onClick={() => void undoLast(seq)}
    >
      {t`Undo`}
    </Button>
  )
}
