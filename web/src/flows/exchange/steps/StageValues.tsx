/** The stages of the file: each is a stage of an existing pipeline, or one of a pipeline made for them. */
import { t } from '@lingui/core/macro'
import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import { usePipelines } from '~/core/lists'
import type { Certainty as Level, Pipeline, Plan, PlanStageKind, Stage, StagePlan } from '~/core/schema'
import { count } from '~/kit/numbers'
import { IconButton } from '~/ui/Button'
import { Select, TextField } from '~/ui/Field'
import { Card } from '../Card'
import { Certainty } from '../Certainty'
import { openOrder, type PlacedColumn, setOption, setPipeline, setStage, shiftStage, stageRank } from '../plan'
import type { PlanEditor } from '../useImport'

/** `events`: the values are activities of an event log, which need not be stages. */
type Props = { column: PlacedColumn; plan: Plan; events: boolean; edit: PlanEditor }

const NONE = 'none'

export function StageValues({ column: { found }, plan, events, edit }: Props) {
  const pipelines = usePipelines().filter((p) => !p.archived)
  const { pipeline_id, pipeline_name, stages } = plan.options
  const pipeline = pipelines.find((p) => p.id === pipeline_id)
  const order = openOrder(plan)
  const none = events ? [{ value: NONE, label: t`No stage` }] : []
  const kinds: { value: string; label: string }[] = [
    { value: 'open', label: t`Open stage` },
    { value: 'won', label: t`Won` },
    { value: 'lost', label: t`Lost` },
    ...none,
  ]
  const rank = stageRank(plan)
  // Stages that deals have passed through and none stands in have no value of their own.
  const named = new Set(found.values.map((v) => v.value))
  const passed = Object.keys(stages)
    .filter((value) => !events && !named.has(value))
    .map((value) => ({ value, count: 0 }))
  const rows = [...found.values, ...passed].toSorted((a, b) => rank(a.value) - rank(b.value))
  return (
    <Card
      title={events ? t`Activities as stages` : t`Stages`}
      note={
        events
          ? t`${found.name}: ${found.values.length} activities. Say which win or lose a case and which are no stage; the order is that of the cases.`
          : t`${found.name}: ${found.values.length} values. Won and lost close a deal; the others keep it open.`
      }
    >
      <div className="flex flex-wrap gap-3 border-b border-border px-4 py-3">
        <Select
          className="min-w-0 flex-1 basis-52"
          label={t`Pipeline`}
          value={pipeline_id ?? ''}
          options={[
            { value: '', label: t`A new one, from these stages` },
            ...pipelines.map((p) => ({ value: p.id, label: p.name })),
          ]}
          onChange={(id) => edit((p) => setPipeline(p, pipelines.find((x) => x.id === id) ?? null))}
        />
        {pipeline ? null : (
          <TextField
            className="min-w-0 flex-1 basis-52"
            label={t`Name of the pipeline`}
            value={pipeline_name ?? ''}
            maxLength={120}
            placeholder={t`Imported deals`}
            onChange={(name) => edit((p) => setOption(p, { pipeline_name: name || null }))}
          />
        )}
        {events ? (
          <Select
            className="min-w-0 flex-1 basis-52"
            label={t`A case ends with`}
            value={plan.options.closes}
            options={[
              { value: 'first', label: t`its first win or loss` },
              { value: 'last', label: t`its last stage` },
            ]}
            hint={
              plan.options.closes === 'first'
                ? t`What comes later stays in the journal.`
                : t`A case that goes on after a win or a loss stays open.`
            }
            onChange={(value) => edit((p) => setOption(p, { closes: value as 'first' | 'last' }))}
          />
        ) : null}
      </div>
      <ul>
        {rows.map((v) => {
          const to = stages[v.value]
          const place = order.indexOf(v.value)
          return (
            <li
              key={v.value}
              className="grid min-h-11 grid-cols-[minmax(90px,1fr)_56px_16px_minmax(150px,220px)_56px_minmax(0,1fr)] items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5 last:border-0 max-md:grid-cols-[1fr_56px] max-md:py-3"
            >
              <span className="truncate font-medium">{v.value}</span>
              <span className="num text-end text-12 text-text-2">{count(v.count)}</span>
              <ArrowRight aria-hidden size={14} className="text-text-3 rtl:rotate-180 max-md:hidden" />
              {pipeline ? (
                <Select
                  className="max-md:col-span-2"
                  label={t`Stage for ${v.value}`}
                  hideLabel
                  value={to?.kind === NONE ? NONE : (to?.stage_id ?? '')}
                  placeholder={t`Choose a stage`}
                  options={[...pipeline.stages.filter((s) => !s.retired).map(stageOption), ...none]}
                  onChange={(id) => edit((p) => setStage(p, v.value, stageChoice(pipeline.stages, id)))}
                />
              ) : (
                <Select
                  className="max-md:col-span-2"
                  label={t`Kind of ${v.value}`}
                  hideLabel
                  value={to?.kind ?? 'open'}
                  options={kinds}
                  onChange={(kind) =>
                    edit((p) =>
                      setStage(p, v.value, { kind: kind as PlanStageKind, stage_id: null, position: order.length }),
                    )
                  }
                />
              )}
              <span className="flex max-md:hidden">
                {!pipeline && place >= 0 ? (
                  <>
                    <IconButton
                      size="xs"
                      label={t`Move ${v.value} up`}
                      disabled={place === 0}
                      onClick={() => edit((p) => shiftStage(p, v.value, -1))}
                    >
                      <ArrowUp size={14} />
                    </IconButton>
                    <IconButton
                      size="xs"
                      label={t`Move ${v.value} down`}
                      disabled={place === order.length - 1}
                      onClick={() => edit((p) => shiftStage(p, v.value, 1))}
                    >
                      <ArrowDown size={14} />
                    </IconButton>
                  </>
                ) : null}
              </span>
              <span className="min-w-0 max-md:col-span-2">
                <Certainty {...sure(v.value, to, pipeline)} />
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** How sure the place of a stage is: by its name, by its kind only, or not at all. */
function sure(value: string, to: StagePlan | undefined, pipeline: Pipeline | undefined): { level: Level; why: string } {
  if (to?.kind === NONE) return { level: 3, why: t`stays out` }
  if (!pipeline) {
    if (to?.kind === 'won') return { level: 3, why: t`closes a deal as won` }
    if (to?.kind === 'lost') return { level: 3, why: t`closes a deal as lost` }
    return { level: 2, why: t`open, in this order` }
  }
  const stage = pipeline.stages.find((s) => s.id === to?.stage_id)
  if (!stage) return { level: 1, why: t`no stage of this name: choose one` }
  return stage.name.toLowerCase() === value.trim().toLowerCase()
    ? { level: 3, why: t`has the same name` }
    : { level: 2, why: t`another name, the same kind` }
}

const stageOption = (s: Stage) => ({
  value: s.id,
  label: s.kind === 'won' ? t`${s.name} (won)` : s.kind === 'lost' ? t`${s.name} (lost)` : s.name,
})

function stageChoice(stages: Stage[], id: string): Partial<StagePlan> {
  if (id === NONE) return { stage_id: null, kind: NONE }
  const stage = stages.find((s) => s.id === id)
  return { stage_id: stage?.id ?? null, kind: stage?.kind ?? 'open' }
}
