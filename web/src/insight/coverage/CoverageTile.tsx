/** Whether the pipeline is enough for a target: its coverage against the band that earlier periods asked for. */
import { t } from '@lingui/core/macro'
import { lazy, Suspense, useState } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Coverage, Target } from '~/core/schema'
import { useCan } from '~/core/session'
import { dayLong, dayShort } from '~/kit/dates'
import { moneyShort } from '~/kit/money'
import { percent } from '~/kit/numbers'
import { Button } from '~/ui/Button'
import { Select } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'
import { periodLabel } from '../periods'
import type { FiguresSearch } from '../search'
import { Tile, type Twin } from '../Tile'
import { Amounts } from './Amounts'
import { CoverageBar } from './CoverageBar'
import { basisText, coverageAnswer, targetText } from './coverage'
import { periodOf, useCoverage, useTargets } from './useCoverage'

const TargetSheet = lazy(() => import('./TargetSheet'))

export default function CoverageTile({ search }: { search: FiguresSearch }) {
  const period = periodOf(search)
  const mayEdit = useCan('target.edit')
  const { data: all, error, refetch } = useTargets(period)
  const [chosen, setChosen] = useState('')
  const [sheet, setSheet] = useState<Target | 'new' | null>(null)
  const targets = all?.filter((each) => !search.pipeline || each.pipeline_id === search.pipeline) ?? []
  const target = targets.find((each) => each.id === chosen) ?? targets[0]
  const coverage = useCoverage(target, search)
  const problem = error ?? coverage.error
  const change = mayEdit && target ? <Button size="sm" onClick={() => setSheet(target)}>{t`Change`}</Button> : null
  const add = mayEdit ? <Button size="sm" onClick={() => setSheet('new')}>{t`Set a target`}</Button> : null
  return (
    <div className="mt-4">
      {problem ? <ProblemNote error={problem} onRetry={() => void (error ? refetch() : coverage.refetch())} /> : null}
      {problem || (all && (!target || coverage.data)) ? null : <Skeleton className="h-52" />}
      {all && !target && !error ? (
        <section className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-8 border border-border bg-surface px-4 py-3.5">
          <h2 className="min-w-0 flex-1 basis-80">
            <span className="block text-12 font-medium text-text-3">{t`Is the pipeline enough for the target?`}</span>
            <span className="block text-14 font-semibold">{t`No target is set here for: ${periodLabel(period)}`}</span>
          </h2>
          {add}
        </section>
      ) : null}
      {coverage.data && target && !problem ? (
        <Tile
          question={t`Is the pipeline enough for the target?`}
          answer={coverageAnswer(coverage.data)}
          basis={basisText(coverage.data)}
          file="coverage"
          twin={twin(coverage.data)}
          tools={
            <div className="mt-3 flex flex-wrap items-center gap-2">
              <Select
                label={t`Target`}
                hideLabel
                className="w-72 max-w-full"
                value={target.id}
                onChange={setChosen}
                options={targets.map((each) => ({ value: each.id, label: targetText(each) }))}
              />
              {change}
              {add}
            </div>
          }
        >
          <div className="grid grid-cols-1 gap-x-8 gap-y-5 lg:grid-cols-[5fr_4fr]">
            {coverage.data.in_period === null ? (
              <Reached found={coverage.data} />
            ) : (
              <CoverageBar found={coverage.data} />
            )}
            <Amounts found={coverage.data} />
          </div>
        </Tile>
      ) : null}
      {sheet ? (
        <Suspense>
          <TargetSheet
            target={sheet === 'new' ? null : sheet}
            period={period}
            onDone={(made) => {
              if (made) setChosen(made)
              setSheet(null)
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

/** Nothing is missing: how far the won value is beyond the target. */
function Reached({ found: { target, won, currency } }: { found: Coverage }) {
  const share = target.amount / won.value
  return (
    <div>
      <div aria-hidden className="relative h-12">
        <span className="absolute inset-x-0 top-4 h-4 bg-mark-45" />
        <span className="absolute start-0 top-4 h-4 bg-mark" style={{ inlineSize: `${share * 100}%` }} />
        <span className="absolute inset-y-2 w-0.5 bg-text" style={{ insetInlineStart: `${share * 100}%` }} />
      </div>
      <p className="text-12 text-text-2">
        {t`${moneyShort(won.value, currency)} won, ${percent(1 / share, 0)} of the target`}
      </p>
    </div>
  )
}

/** The earlier periods, then the stages: what the band and the chances rest on. */
function twin({ before, chances, currency }: Coverage): Twin {
  const from: Record<Coverage['chances'][number]['basis'], string> = {
    stage: t`of this stage`,
    all_stages: t`of all stages, too few here`,
    probability: t`the probability set`,
  }
  return {
    columns: [
      { label: t`Earlier period or stage` },
      { label: t`Open on this day`, end: true },
      { label: t`Won by the end`, end: true },
      { label: t`Share`, end: true },
      { label: t`Worked out` },
    ],
    rows: [
      ...before.map((each) => ({
        key: each.day,
        cells: [
          t`From ${dayLong(each.starts_on)}`,
          moneyShort(each.open_value, currency),
          moneyShort(each.won_value, currency),
          percent(each.ratio),
          t`on ${dayShort(each.day)}`,
        ],
        raw: [each.starts_on, each.open_value, each.won_value, each.ratio, each.day],
      })),
      ...chances.map((each) => ({
        key: each.stage_id,
        cells: [each.name, each.deals, each.won, percent(each.chance), from[each.basis]],
        raw: [each.name, each.deals, each.won, each.chance, from[each.basis]],
      })),
    ],
  }
}
