/** The figures of the pipeline: headline strip, tiles, and the explanation of one number beside them. */
import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useActions } from '~/core/actions'
import { announce } from '~/core/announce'
import { address } from '~/core/api'
import { usePipelines } from '~/core/lists'
import { PageBar } from '~/core/PageBar'
import { ProblemNote } from '~/core/ProblemNote'
import type { Clause, Condition, Figure } from '~/core/schema'
import { useSession } from '~/core/session'
import { dayLong } from '~/kit/dates'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import { useWide } from '~/ui/usePhone'
import { AsOf } from './AsOf'
import { cycleAnswer, sizesAnswer } from './answers'
import { KpiStrip } from './KpiStrip'
import { NoFigures } from './NoFigures'
import { periodLabel } from './periods'
import { ScopeBar } from './ScopeBar'
import { type FiguresSearch, figuresSearch } from './search'
import { SegmentTile } from './SegmentTile'
import { SpreadTile } from './SpreadTile'
import { StagesTile } from './StagesTile'
import { turnFocused } from './twins'
import { useMetrics, useSplits, useSummary } from './useFigures'

const WayTiles = lazy(() => import('./ways/WayTiles'))
const StagePanel = lazy(() => import('./ways/StagePanel'))
const CoverageTile = lazy(() => import('./coverage/CoverageTile'))
const ExplainPanel = lazy(() => import('./ExplainPanel').then((m) => ({ default: m.ExplainPanel })))

function useFiguresSearch(): [FiguresSearch, (change: Partial<FiguresSearch>) => void] {
  const raw = useSearch({ strict: false })
  const search = useMemo(() => figuresSearch(raw as Record<string, unknown>), [raw])
  const navigate = useNavigate()
  const change = useCallback(
    (part: Partial<FiguresSearch>) =>
      void navigate({ href: address('/figures', { ...search, ...part }), replace: !('explain' in part) }),
    [navigate, search],
  )
  return [search, change]
}

export function FiguresPage() {
  const [search, change] = useFiguresSearch()
  const wide = useWide()
  const pipelines = usePipelines()
  const { workspace } = useSession()
  const metrics = useMetrics()
  const fields = useSplits()
  const { data: summary, error, refetch } = useSummary(search)
  const metric = metrics.find((m) => m.id === (search.figure ?? 'win_rate'))
  const field = fields.find((f) => f.name === (search.segment ?? 'owner_id')) ?? fields[0]
  const period = periodLabel(search.period ?? 'all')
  const pipeline = pipelines.find((p) => p.id === search.pipeline)
  // The way through the stages is that of one pipeline: the chosen one, else the only or first.
  const way = pipeline ?? pipelines[0]
  const where = [pipeline?.name ?? (pipelines.length > 1 ? t`All pipelines` : pipelines[0]?.name), period]
    .filter(Boolean)
    .join(' · ')
  const figure = (id: string) => summary?.figures.find((f) => f.id === id)
  const listed = (...ids: string[]) => ids.map(figure).filter((f): f is Figure => !!f)
  const own = pageFilter(search)
  const close = () => {
    change({ explain: undefined })
    announce(t`Explanation closed`)
  }
  const explain = (id: string) => change({ explain: search.explain === id ? undefined : id })
  useActions([
    {
      id: 'figures.tables',
      title: t`Charts as tables and back`,
      section: t`Figures`,
      keys: 'shift+t',
      run: turnFocused,
    },
  ])
  const empty = !!summary && !search.filter && !search.as_of && summary.stages.every((x) => x.count === 0)
  const beside = wide && !!search.explain
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col bg-canvas">
        <PageBar name={t`Figures`}>
          <AsOf search={search} onChange={change} />
        </PageBar>
        <ScopeBar search={search} fields={fields} metrics={metrics} figure={metric} field={field} onChange={change} />
        <div className="min-h-0 flex-1 overflow-y-auto p-5 thin-scroll max-sm:p-4">
          {search.as_of ? (
            <p className="mb-3 rounded-6 bg-accent-tint px-3 py-2" role="status">
              {search.known_at
                ? t`You see the figures of ${dayLong(search.as_of)} as they were known that day.`
                : t`You see the figures of ${dayLong(search.as_of)} as they are known today.`}
            </p>
          ) : null}
          {error ? <ProblemNote className="mb-4" error={error} onRetry={() => void refetch()} /> : null}
          {empty ? <NoFigures /> : null}
          {empty ? null : (
            <>
              <KpiStrip figures={summary?.figures} explained={search.explain} narrow={beside} onExplain={explain} />
              <div
                className={cx(
                  'mt-4 grid grid-cols-1 items-start gap-4',
                  beside ? '' : 'md:grid-cols-2 lg:grid-cols-[5fr_4fr]',
                )}
              >
                {field ? (
                  <SegmentTile
                    key={`${metric?.id} ${field.name}`}
                    search={search}
                    metric={metric}
                    field={field}
                    period={period}
                    onExplain={explain}
                  />
                ) : null}
                {summary ? (
                  <div className="flex min-w-0 flex-col gap-4">
                    <StagesTile
                      summary={summary}
                      pipelines={pipelines}
                      currency={workspace.base_currency}
                      filter={own}
                      past={!!search.as_of}
                      onExplain={explain}
                    />
                    <SpreadTile
                      question={t`How long does a deal take?`}
                      answer={cycleAnswer(figure('cycle_median'))}
                      basis={t`Days from opening to close · ${period}`}
                      figures={listed('cycle_median', 'cycle_mean', 'cycle_censored')}
                      file="sales-cycle"
                      onExplain={explain}
                    />
                    <SpreadTile
                      question={t`How large is a deal?`}
                      answer={sizesAnswer(figure('average_deal_size'), figure('median_deal_size'))}
                      basis={t`Value at close of won deals · ${period}`}
                      figures={listed('average_deal_size', 'median_deal_size')}
                      file="deal-size"
                      onExplain={explain}
                    />
                  </div>
                ) : (
                  <Skeleton className="h-80" />
                )}
              </div>
              <Suspense fallback={<Skeleton className="mt-4 h-52" />}>
                <CoverageTile search={search} />
              </Suspense>
              <Suspense fallback={<Skeleton className="mt-4 h-80" />}>
                {way ? (
                  <WayTiles pipeline={way} search={search} period={period} narrow={beside} onExplain={explain} />
                ) : null}
              </Suspense>
            </>
          )}
          {summary?.figures[0] && !empty ? (
            <p className="mt-4 text-12 text-text-3">{t`Figures cover ${summary.figures[0].scope}.`}</p>
          ) : null}
        </div>
      </div>
      {search.explain ? (
        <Suspense>
          {way && search.explain.startsWith('stage_') ? (
            <StagePanel stageId={search.explain} pipeline={way} search={search} where={where} onClose={close} />
          ) : (
            <ExplainPanel
              id={search.explain}
              metric={metrics.find((m) => m.id === search.explain)}
              search={search}
              where={where}
              onClose={close}
            />
          )}
        </Suspense>
      ) : null}
    </div>
  )
}

/** The page's own choice of deals as a condition, for links into the list. */
function pageFilter(search: FiguresSearch): Condition | undefined {
  const parts: (Condition | Clause)[] = []
  if (search.filter) parts.push(search.filter)
  if (search.pipeline) parts.push({ field: 'pipeline_id', op: 'eq', value: search.pipeline })
  return parts.length ? { all: parts } : undefined
}
