/** How many deals stand in each stage: bars from zero, outcomes apart from what is open. */
import { t } from '@lingui/core/macro'
import { Check, X } from 'lucide-react'
import type { Condition, FigureSummary, Stage } from '~/core/schema'
import { moneyShort } from '~/kit/money'
import { count } from '~/kit/numbers'
import { StageDot } from '~/ui/Chip'
import { stagesAnswer } from './answers'
import { type BarRow, BarRows } from './charts/BarRows'
import { Tile } from './Tile'
import { deals } from './words'

type Props = {
  summary: FigureSummary
  stages: Stage[]
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

export function StagesTile({ summary, stages, currency, filter, past, onExplain, className }: Props) {
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
      spoken: sum ? t`${s.name}: ${deals(s.count)}, ${sum}` : t`${s.name}: ${deals(s.count)}`,
      search: past ? null : { filter: stageFilter(s.stage_id, filter), from: s.name },
    }
  })
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
      <BarRows label={question} nameWidth={196} rows={rows} />
    </Tile>
  )
}
