/** How many deals stand in each stage: bars from zero, outcomes apart from what is open. */
import { t } from '@lingui/core/macro'
import { Check, X } from 'lucide-react'
import type { Condition, FigureSummary, Pipeline } from '~/core/schema'
import { moneyShort } from '~/kit/money'
import { count } from '~/kit/numbers'
import { StageDot } from '~/ui/Chip'
import { stagesAnswer } from './answers'
import { type BarRow, BarRows } from './charts/BarRows'
import { Tile } from './Tile'

type Props = {
  summary: FigureSummary
  pipelines: Pipeline[]
  currency: string
  /** The page's own filter, kept in the links. */
  filter: Condition | undefined
  /** The past has no lists to open. */
  past: boolean
  onExplain: (id: string) => void
  className?: string
}

export const stageFilter = (stageId: string, filter: Condition | undefined): Condition => ({
  all: [...(filter ? [filter] : []), { field: 'stage_id', op: 'eq', value: stageId }],
})

export function StagesTile({ summary, pipelines, currency, filter, past, onExplain, className }: Props) {
  const stages = pipelines.flatMap((p) => p.stages)
  const kindOf = (id: string) => stages.find((s) => s.id === id)
  const open = new Set(
    summary.stages.filter((s) => (kindOf(s.stage_id)?.kind ?? 'open') === 'open').map((s) => s.stage_id),
  )
  const rows: BarRow[] = summary.stages.map((s) => {
    const stage = kindOf(s.stage_id)
    const kind = stage?.kind ?? 'open'
    const sum = s.amount ? moneyShort(s.amount, currency) : ''
    return {
      key: s.stage_id,
      label: s.name,
      dot:
        kind === 'won' ? (
          <Check size={12} strokeWidth={2.5} className="-mx-0.5 text-ok" />
        ) : kind === 'lost' ? (
          <X size={12} strokeWidth={2.5} className="-mx-0.5 text-text-3" />
        ) : (
          <StageDot hue={stage?.hue ?? 265} />
        ),
      value: s.count,
      text: count(s.count),
      aside: sum,
      tone: kind === 'won' ? 'won' : kind === 'lost' ? 'slate' : 'mark',
      search: past ? null : { filter: stageFilter(s.stage_id, filter), from: s.name },
    }
  })
  const most = Math.max(1, ...rows.map((r) => r.value))
  const question = t`Where do the deals stand?`
  return (
    <Tile
      className={className}
      question={question}
      answer={stagesAnswer(summary, open)}
      basis={t`Every deal by the stage it is in, from zero`}
      file="deals-by-stage"
      onExplain={() => onExplain('stage_counts')}
      twin={{
        columns: [{ label: t`Stage` }, { label: t`Deals`, end: true }, { label: t`Value`, end: true }],
        rows: summary.stages.map((s) => ({
          key: s.stage_id,
          cells: [s.name, count(s.count), moneyShort(s.amount, currency)],
          raw: [s.name, s.count, s.amount],
        })),
      }}
    >
      {groupsOf(rows, pipelines).map((group) => (
        <div key={group.name} className="mb-3 last:mb-0">
          {group.name ? <h3 className="mb-1 text-12 font-medium text-text-2">{group.name}</h3> : null}
          <BarRows label={group.name || question} nameWidth={196} rows={group.rows} full={most} />
        </div>
      ))}
    </Tile>
  )
}

/** By pipeline, when several have deals; a pipeline without any is left out. */
export function groupsOf(rows: BarRow[], pipelines: Pipeline[]): { name: string; rows: BarRow[] }[] {
  const groups = pipelines
    .map((p) => ({ name: p.name, rows: rows.filter((r) => p.stages.some((s) => s.id === r.key)) }))
    .filter((g) => g.rows.some((r) => r.value > 0))
  if (groups.length > 1) return groups
  return [{ name: '', rows: groups[0]?.rows ?? rows }]
}
