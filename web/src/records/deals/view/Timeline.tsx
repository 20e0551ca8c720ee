/** The timeline of a deal: what is planned, then what happened by days, newest first, thirty at a time. */
import { t } from '@lingui/core/macro'
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Activity, Timeline as Page } from '~/core/schema'
import { type Day, dayLong, daysBetween, today } from '~/kit/dates'
import { Button } from '~/ui/Button'
import { MenuButton } from '~/ui/MenuButton'
import { Skeleton } from '~/ui/Notes'
import { Composer } from './Composer'
import { fold } from './fold'
import { PlannedLine } from './PlannedLine'
import { TimelineLine } from './TimelineLine'

const LIMIT = 30
export type Filter = 'changes' | 'note' | 'call' | 'meeting' | 'task' | ''

export function useTimeline(dealId: string, kind: Filter) {
  return useInfiniteQuery<Page, Error, InfiniteData<Page>, readonly unknown[], string | null>({
    queryKey: keys.dealPart(dealId, 'timeline', { kind }),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/deals/${dealId}/timeline`, { cursor: pageParam, limit: LIMIT, kind }, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
  })
}

type Props = { dealId: string; canEdit: boolean }

export function Timeline({ dealId, canEdit }: Props) {
  const [kind, setKind] = useState<Filter>('')
  const list = useTimeline(dealId, kind)
  const planned = list.data?.pages[0]?.planned ?? []
  const days = useMemo(() => fold(list.data?.pages.flatMap((p) => p.items) ?? []), [list.data])
  const wanted = planned.filter((a) => !kind || a.kind === kind)
  return (
    <div className="pt-4">
      {canEdit ? <Composer dealId={dealId} /> : null}
      <div className="mt-2 flex h-9 items-center justify-between">
        <h3 className="text-text-2">{wanted.length ? t`Planned` : t`History`}</h3>
        <KindFilter kind={kind} onChange={setKind} />
      </div>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-24" /> : null}
      {wanted.length ? <Planned dealId={dealId} planned={wanted} canEdit={canEdit} /> : null}
      {days.map((group) => (
        <section key={group.day} className="[content-visibility:auto]">
          <h3 className="pt-4 pb-2 text-text-2">{dayName(group.day)}</h3>
          <ul>
            {group.lines.map((line, at) => (
              <TimelineLine
                key={line.key}
                dealId={dealId}
                line={line}
                last={at === group.lines.length - 1}
                canEdit={canEdit}
              />
            ))}
          </ul>
        </section>
      ))}
      {list.isSuccess && !days.length && !wanted.length ? (
        <p className="py-6 text-center text-text-2">{kind ? t`Nothing of this kind yet.` : t`Nothing happened yet.`}</p>
      ) : null}
      {list.hasNextPage ? <More busy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} /> : null}
    </div>
  )
}

function Planned({ planned, ...rest }: { planned: Activity[] } & Props) {
  return (
    <ul tabIndex={-1} aria-label={t`Planned`} className="outline-none">
      {planned.map((activity, at) => (
        <PlannedLine key={activity.id} activity={activity} last={at === planned.length - 1} {...rest} />
      ))}
    </ul>
  )
}

function KindFilter({ kind, onChange }: { kind: Filter; onChange: (kind: Filter) => void }) {
  const choices: { id: Filter; label: string }[] = [
    { id: '', label: t`All activity` },
    { id: 'note', label: t`Notes` },
    { id: 'call', label: t`Calls` },
    { id: 'meeting', label: t`Meetings` },
    { id: 'task', label: t`Tasks` },
    { id: 'changes', label: t`Changes` },
  ]
  const label = choices.find((c) => c.id === kind)?.label ?? ''
  return (
    <MenuButton
      label={t`Show: ${label}`}
      named={false}
      placement="bottom end"
      sections={[
        {
          id: 'kinds',
          items: choices.map((c) => ({ id: c.id || 'all', label: c.label, checked: c.id === kind })),
        },
      ]}
      onAction={(id) => onChange(id === 'all' ? '' : (id as Filter))}
      className="-me-2 h-7 gap-1.5 rounded-6 px-2 text-text-2 hover:bg-surface-2 hover:text-text coarse:h-11"
    >
      <ListFilter size={14} strokeWidth={2} />
      {label}
    </MenuButton>
  )
}

/** Loads by itself when scrolled near; a button for those who come by keys. */
function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(onMore)
  useEffect(() => {
    latest.current = onMore
  })
  useEffect(() => {
    if (!end.current) return
    const watch = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && latest.current(), {
      rootMargin: '400px',
    })
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [])
  return (
    <div ref={end} className="flex justify-center py-4">
      <Button busy={busy} onClick={onMore}>
        {t`Show earlier`}
      </Button>
    </div>
  )
}

function dayName(day: Day): string {
  const n = daysBetween(day, today())
  if (n === 0) return t`Today`
  if (n === 1) return t`Yesterday`
  return dayLong(day)
}
