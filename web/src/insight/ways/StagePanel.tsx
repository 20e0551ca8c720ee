/** "Explain this number" for a stage of the funnel: its counts, what its bounds mean, and the deals behind each count. */
import { plural, t } from '@lingui/core/macro'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Deal, Page, Pipeline, StageWay } from '~/core/schema'
import { count, percent } from '~/kit/numbers'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { Skeleton } from '~/ui/Notes'
import { Block } from '../Block'
import { Choices } from '../Choices'
import { DealLines } from '../DealLines'
import { ExplainFrame } from '../ExplainFrame'
import type { FiguresSearch } from '../search'
import { Snapshot } from '../Snapshot'
import { funnelScope, useFunnel } from '../useFigures'
import { sampleText } from '../words'
import { StageName } from './StageName'

type Part = 'entered' | 'advanced' | 'lost' | 'open' | 'moved'
type Props = { stageId: string; pipeline: Pipeline; search: FiguresSearch; where: string; onClose: () => void }

export default function StagePanel({ stageId, pipeline, search, where, onClose }: Props) {
  const { data: funnel, error, refetch } = useFunnel(pipeline.id, search)
  const way = funnel?.stages.find((s) => s.stage_id === stageId)
  return (
    <ExplainFrame
      of={stageId}
      error={error}
      onRetry={() => void refetch()}
      onClose={onClose}
      footer={
        funnel ? (
          <Snapshot name={`stage_conversion v${funnel.version}`} snapshot={funnel.snapshot} zone={funnel.zone} />
        ) : null
      }
    >
      {way ? (
        <>
          <div className="px-5 pb-4">
            <p className="text-12 text-text-2">{where}</p>
            <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
              <span className="num text-[32px]/10 font-semibold tracking-[-0.022em]">
                {count(way.conversion.entered)}
              </span>
              <span className="text-text-2">
                {plural(way.conversion.entered, { one: 'deal reached', other: 'deals reached' })}
              </span>
              <StageName name={way.name} stage={pipeline.stages.find((s) => s.id === stageId)} />
            </p>
            <p className="mt-1.5 text-14">{t`How many of them go on?`}</p>
          </div>
          <HowFar way={way} />
          <Behind way={way} pipelineId={pipeline.id} search={search} />
        </>
      ) : null}
      {funnel && !way ? <p className="px-5">{t`This stage is no longer part of the pipeline.`}</p> : null}
    </ExplainFrame>
  )
}

const share = (value: number | null) => (value === null ? '–' : percent(value))

function HowFar({ way: { conversion: c } }: { way: StageWay }) {
  const sample = sampleText(c.label, c.advanced + c.lost)
  const lines: [string, string, string][] = [
    [t`At least`, t`those that went on, of all that reached it`, share(c.lower)],
    [
      t`In the end`,
      t`with those undecided counted as long as they have been seen (Aalen and Johansen)`,
      share(c.ultimate),
    ],
    [t`At most`, t`all but the lost, of all that reached it`, share(c.upper)],
    [t`Of decided`, t`as other tools give it: those that went on, of those and the lost`, share(c.resolved_only)],
  ]
  return (
    <Block title={t`How it is computed`} aside={<Chip tone={sample.tone}>{sample.text}</Chip>}>
      <dl>
        {lines.map(([name, meaning, value]) => (
          <div key={name} className="flex items-baseline justify-between gap-4 py-1">
            <dt className="min-w-0">
              {name} <span className="text-12 text-text-3">{meaning}</span>
            </dt>
            <dd className="num shrink-0 font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-12 text-text-3">
        {t`Reaching a stage counts, also by passing over it: ${count(c.skipped)} passed over this one. A deal went on when it came to a later stage or was won.`}
      </p>
    </Block>
  )
}

function Behind({ way, pipelineId, search }: { way: StageWay; pipelineId: string; search: FiguresSearch }) {
  const [part, setPart] = useState<Part>('entered')
  const query = { ...funnelScope(search), stage_id: way.stage_id, part, limit: 12 }
  const list = useInfiniteQuery({
    queryKey: keys.figures({ what: 'behind', pipelineId, ...query }),
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<Deal>>(`/pipelines/${pipelineId}/funnel/deals`, { ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const c = way.conversion
  const words: [Part, string][] = [
    ['entered', t`All ${count(c.entered)}`],
    ['advanced', t`Went on ${count(c.advanced)}`],
    ['lost', t`Lost ${count(c.lost)}`],
    ['open', t`Open ${count(c.open)}`],
  ]
  if (c.moved) words.push(['moved', t`Moved ${count(c.moved)}`])
  const deals = list.data?.pages.flatMap((page) => page.items)
  return (
    <Block title={t`The deals`}>
      <div className="mb-2">
        <Choices label={t`Which deals`} options={words} value={part} onChoose={setPart} />
      </div>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {!deals && !list.error ? <Skeleton className="h-40" /> : null}
      {deals && !deals.length ? <p className="text-text-2">{t`None of them.`}</p> : null}
      <DealLines deals={deals ?? []} />
      {list.hasNextPage ? (
        <Button className="mt-2" look="ghost" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t`Show more`}
        </Button>
      ) : null}
    </Block>
  )
}
