/** A deal: the same component on its page (with a rail) and in the panel over the board (with an Overview tab). */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { api } from '~/core/api'
import { focused } from '~/core/focus'
import { usePipelines } from '~/core/lists'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Card, Deal } from '~/core/schema'
import { useCan } from '~/core/session'
import { buttonClass } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { TabPanel, Tabs } from '~/ui/Tabs'
import { usePhone } from '~/ui/usePhone'
import { collaboratorsQuery } from '../people/collaborators'
import { moveDeal } from '../verbs'
import { asleep } from '../board/cardFacts'
import { CardHead } from './CardHead'
import { ClosedNote } from './ClosedNote'
import { DealHead } from './DealHead'
import { Details } from './Details'
import { draftOf, setDraft, withKind } from './drafts'
import { History, visitsQuery } from './History'
import { NextStep } from './NextStep'
import { PhoneBar } from './PhoneBar'
import { segments } from './path'
import { SnoozeNote } from './SnoozeNote'
import { StageBars, StagePath } from './StagePath'
import { Timeline, useTimeline } from './Timeline'
import { useDealActions } from './useDealActions'

const ReopenSheet = lazy(() => import('./ReopenSheet'))

export type DealViewProps = {
  id: string
  width: 'panel' | 'page'
  /** What the board knows already, to paint before the answer. */
  card?: Card
  /** Closes the panel; absent on the page. */
  onClose?: () => void
}

export function DealView({ id, width, card, onClose }: DealViewProps) {
  const deal = useQuery({ queryKey: keys.deal(id), queryFn: () => api.get<Deal>(`/deals/${id}`) })
  if (deal.error && !deal.data) {
    if (asProblem(deal.error).code === 'not_found')
      return (
        <EmptyState title={t`There is no such deal`}>
          {t`It was deleted, or it belongs to somebody whose deals you do not see.`}
        </EmptyState>
      )
    if (asProblem(deal.error).code === 'merged')
      return (
        <EmptyState title={t`This deal is in another one`} action={<Survivor error={deal.error} />}>
          {asProblem(deal.error).message}
        </EmptyState>
      )
    return <ProblemNote className="m-5" error={deal.error} onRetry={() => void deal.refetch()} />
  }
  if (!deal.data) return card ? <CardHead card={card} /> : <Skeleton className="m-5 h-40" />
  return <Known deal={deal.data} width={width} onClose={onClose} />
}

/** Leads to the deal that this one was merged into. */
function Survivor({ error }: { error: unknown }) {
  const id = asProblem(error).body.merged_into
  if (typeof id !== 'string') return null
  return (
    <Link to="/deals/$dealId" params={{ dealId: id }} search={{}} className={buttonClass('primary')}>
      {t`Open that one`}
    </Link>
  )
}

function Known({ deal, width, onClose }: { deal: Deal } & Pick<DealViewProps, 'width' | 'onClose'>) {
  const phone = usePhone()
  const narrow = width === 'panel' || phone
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { tab?: string }
  const mayEdit = useCan('deal.edit')
  const mayAct = useCan('activity.edit')
  const mayMove = useCan('deal.move')
  const onlyShown = useQuery(collaboratorsQuery(deal.id)).data?.may_edit === false
  const live = deal.standing === 'live' && !onlyShown
  const canEdit = mayEdit && live
  const stages = usePipelines().find((p) => p.id === deal.pipeline_id)?.stages ?? []
  const visits = useQuery(visitsQuery(deal.id)).data ?? []
  const timeline = useTimeline(deal.id, '')
  const next = timeline.data?.pages[0]?.planned[0]
  const [reopening, setReopening] = useState<{ stageId?: string } | null>(null)
  const box = useRef<HTMLElement>(null)
  const parts = segments(deal, stages, visits)
  const open = deal.status === 'open'
  const sleeping = asleep(deal)

  useEffect(() => {
    focused.set({ type: 'deal', id: deal.id, title: deal.name, mark: deal.company_name })
  }, [deal.id, deal.name, deal.company_name])
  useEffect(
    () => () => {
      if (width === 'page' && focused.get()?.id === deal.id) focused.set(null)
    },
    [deal.id, width],
  )

  useEffect(() => {
    // The card's heading had the focus and went away with it.
    if (width === 'panel' && document.activeElement === document.body)
      box.current?.querySelector<HTMLElement>('[data-panel-heading]')?.focus({ preventScroll: true })
  }, [width])

  const tabs = [
    ...(narrow ? [{ key: 'overview', label: t`Overview` }] : []),
    { key: 'timeline', label: t`Timeline` },
    { key: 'history', label: t`History` },
  ]
  // Whoever comes with the pen down ("Plan" on a card) comes to write.
  const [writing] = useState(() => draftOf(deal.id).open)
  const first = phone || writing ? 'timeline' : (tabs[0]?.key ?? 'timeline')
  const tab = tabs.some((x) => x.key === search.tab) ? (search.tab ?? first) : first
  const setTab = (key: string) =>
    void navigate({
      to: '.',
      search: (s: Record<string, unknown>) => ({ ...s, tab: key === first ? undefined : key }),
      replace: true,
    })
  function write(kind: 'note' | 'call' | 'meeting' | 'task', plan?: boolean) {
    setDraft(deal.id, withKind({ ...draftOf(deal.id), open: true }, kind, plan))
    setTab('timeline')
  }
  useDealActions({ deal, box, canEdit, mayAct: mayAct && live, write })

  const body = (
    <>
      <DealHead
        deal={deal}
        stage={stages.find((s) => s.id === deal.stage_id)}
        canEdit={canEdit}
        narrow={narrow}
        level={width === 'page' ? 1 : 2}
        phone={phone}
        onReopen={() => setReopening({})}
        onGone={() => (onClose ? onClose() : void navigate({ to: '/' }))}
        onMerged={(dealId) => void navigate({ to: '/deals/$dealId', params: { dealId }, search: {} })}
      />
      <div className="mt-4">
        {phone ? (
          <StageBars segments={parts} />
        ) : (
          <StagePath
            deal={deal}
            segments={parts}
            narrow={narrow}
            onMove={
              mayMove && live
                ? (s) => (open ? void moveDeal(deal, s.stage) : setReopening({ stageId: s.stage.id }))
                : undefined
            }
          />
        )}
      </div>
      <div className="mt-3 flex flex-col gap-2">
        {open ? null : <ClosedNote deal={deal} />}
        {deal.snoozed_until && sleeping ? (
          <SnoozeNote deal={deal} until={deal.snoozed_until} canEdit={canEdit} />
        ) : null}
        {timeline.isPending && open ? <Skeleton className="h-12" /> : null}
        {timeline.isSuccess && ((open && !sleeping) || next) ? (
          <NextStep
            deal={deal}
            next={next}
            narrow={narrow}
            canEdit={mayAct && live}
            onPlan={(kind) => write(kind === 'call' || kind === 'meeting' ? kind : 'task', true)}
          />
        ) : null}
      </div>
      <div className={cx('mt-3 border-b border-border', narrow ? '-mx-5 px-5 max-sm:-mx-4 max-sm:px-4' : '-mx-6 px-6')}>
        <Tabs id={`deal-${width}`} label={t`About this deal`} tabs={tabs} value={tab} onChange={setTab} />
      </div>
      <TabPanel id={`deal-${width}`} value={tab}>
        {tab === 'overview' ? null : <h2 className="sr">{tabs.find((x) => x.key === tab)?.label}</h2>}
        {tab === 'overview' ? (
          <div className="pt-3">
            <Details deal={deal} canEdit={canEdit} />
          </div>
        ) : tab === 'history' ? (
          <History dealId={deal.id} stages={stages} canEdit={canEdit} />
        ) : (
          <Timeline dealId={deal.id} canEdit={mayAct && live} />
        )}
      </TabPanel>
      {reopening ? (
        <Suspense>
          <ReopenSheet deal={deal} stages={stages} start={reopening.stageId} onClose={() => setReopening(null)} />
        </Suspense>
      ) : null}
    </>
  )
  if (narrow)
    return (
      <article
        ref={box}
        aria-label={deal.name}
        className={cx('px-5 pb-8 max-sm:px-4', width === 'panel' ? 'pt-1' : 'pt-4')}
      >
        {body}
        {phone ? (
          <PhoneBar deal={deal} canAct={mayAct && live} canMove={mayMove && live && open} write={write} />
        ) : null}
      </article>
    )
  return (
    <article ref={box} aria-label={deal.name} className="min-h-full md:flex md:h-full md:min-h-0">
      <div className="min-w-0 flex-1 px-6 pt-5 pb-8 thin-scroll md:overflow-y-auto">{body}</div>
      <aside
        aria-label={t`Details`}
        className="w-full shrink-0 border-border p-5 thin-scroll max-md:border-t md:w-[340px] md:overflow-y-auto md:border-s md:max-lg:w-[280px]"
      >
        <Details deal={deal} canEdit={canEdit} />
      </aside>
    </article>
  )
}
