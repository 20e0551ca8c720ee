/** One pipeline: its name, its stages in order, what each is for and what it takes to enter. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, Plus } from 'lucide-react'
import { useState } from 'react'
import { announce } from '~/core/announce'
import { api } from '~/core/api'
import { pipelinesQuery } from '~/core/lists'
import { ProblemNote } from '~/core/ProblemNote'
import { keys, queryClient } from '~/core/query'
import type { Pipeline, Stage } from '~/core/schema'
import { useCan } from '~/core/session'
import { Button } from '~/ui/Button'
import { StageDot } from '~/ui/Chip'
import { InlineText } from '~/ui/InlineInputs'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { attempt, pipelineStale, write } from './attempt'
import { LookOnly } from './Frame'
import { NewStage } from './NewStage'
import { StageRow } from './StageRow'
import { byPosition, liveOpen, positionFor, reordered } from './stageOrder'

export default function PipelineEditor({ id }: { id: string }) {
  const list = useQuery(pipelinesQuery)
  const pipeline = list.data?.find((p) => p.id === id)
  return (
    <div className="mx-auto w-full max-w-[680px]">
      <Link
        to="/settings/$section"
        params={{ section: 'pipelines' }}
        className="mb-2 inline-flex min-h-6 items-center gap-1 text-text-2 hover:text-text coarse:min-h-11"
      >
        <ChevronLeft size={14} className="rtl:rotate-180" /> {t`All pipelines`}
      </Link>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-64" /> : null}
      {list.isSuccess && !pipeline ? <EmptyState title={t`There is no such pipeline`} /> : null}
      {pipeline ? <Editor pipeline={pipeline} /> : null}
    </div>
  )
}

function Editor({ pipeline }: { pipeline: Pipeline }) {
  const mayEdit = useCan('pipeline.edit')
  const [open, setOpen] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const live = liveOpen(pipeline.stages)
  const closed = byPosition(pipeline.stages).filter((s) => s.kind !== 'open')
  const retired = byPosition(pipeline.stages).filter((s) => s.retired)

  async function move(stage: Stage, to: number) {
    const position = positionFor(pipeline.stages, stage.id, to)
    if (position === null) return
    queryClient.setQueryData<Pipeline[]>(keys.pipelines, (all) =>
      all?.map((p) => (p.id === pipeline.id ? reordered(p, stage.id, position) : p)),
    )
    const place = Math.max(0, Math.min(live.length - 1, to)) + 1
    const { name } = stage
    const worked = await attempt(t`The order was not changed`, () =>
      write(pipelineStale, () => api.patch(`/stages/${stage.id}`, { position, version: stage.version })),
    )
    if (worked) announce(t`${name} is stage ${place} of ${live.length}.`)
    else void queryClient.invalidateQueries({ queryKey: keys.pipelines })
  }
  const toggle = (stage: Stage) => setOpen(open === stage.id ? null : stage.id)
  return (
    <>
      {mayEdit ? null : <LookOnly />}
      <h2 className="text-18 font-semibold">
        <InlineText
          name="pipeline-name"
          label={t`Name`}
          value={pipeline.name}
          canEdit={mayEdit}
          maxLength={120}
          inputClass="h-8 text-18 font-semibold"
          check={(v) => (v.trim() ? null : t`A pipeline needs a name.`)}
          onSave={(v) =>
            write(pipelineStale, () =>
              api.patch(`/pipelines/${pipeline.id}`, { name: v.trim(), version: pipeline.version }),
            )
          }
        />
      </h2>
      <p className="mt-0.5 mb-4 text-text-2">
        {mayEdit
          ? t`Drag a stage to its place, or press Alt with an arrow on its handle. Deals keep their history.`
          : t`The stages of this pipeline in their order.`}
      </p>
      <ol className="flex flex-col gap-2">
        {live.map((stage, at) => (
          <StageRow
            key={stage.id}
            stage={stage}
            at={at}
            count={live.length}
            open={open === stage.id}
            canEdit={mayEdit}
            onToggle={() => toggle(stage)}
            onMove={(to) => void move(stage, to)}
            onDropped={(dragged, to) => {
              const other = live.find((s) => s.id === dragged)
              if (other) void move(other, to)
            }}
          />
        ))}
      </ol>
      {mayEdit ? (
        adding ? (
          <NewStage
            pipeline={pipeline}
            onDone={(made) => {
              setAdding(false)
              if (made) setOpen(made.id)
            }}
          />
        ) : (
          <Button className="mt-2" look="ghost" icon={<Plus size={16} />} onClick={() => setAdding(true)}>
            {t`Add a stage`}
          </Button>
        )
      ) : null}
      <h3 className="mt-6 mb-2 font-semibold">{t`Outcomes`}</h3>
      <ol className="flex flex-col gap-2">
        {closed.map((stage) => (
          <StageRow
            key={stage.id}
            stage={stage}
            open={open === stage.id}
            canEdit={mayEdit}
            onToggle={() => toggle(stage)}
          />
        ))}
      </ol>
      {retired.length ? (
        <>
          <h3 className="mt-6 mb-2 font-semibold">{t`Retired`}</h3>
          <ul className="text-text-2">
            {retired.map((s) => (
              <li key={s.id} className="flex min-h-8 items-center gap-2">
                <StageDot hue={s.hue} /> {s.name}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
