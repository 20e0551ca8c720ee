/** Choosing the stage to move to, with what each would ask: the alternative to dragging, and the bottom sheet on phones. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { api } from '~/core/api'
import { usePipelines } from '~/core/lists'
import { keys } from '~/core/query'
import type { Deal, DealAnswer } from '~/core/schema'
import { Dialog, Sheet } from '~/ui/aria/Dialog'
import { Chip, StageDot } from '~/ui/Chip'
import { usePhone } from '~/ui/usePhone'
import { criteriaBetween, openFields } from '../gates'
import { ChoiceList } from './ChoiceList'
import { moveDeal } from './moveDeal'
import type { DealLike } from './requests'

type Props = { deal: DealLike; answer: (value: DealAnswer | null) => void }

export function MoveSheet({ deal, answer }: Props) {
  const phone = usePhone()
  const full = useQuery({ queryKey: keys.deal(deal.id), queryFn: () => api.get<Deal>(`/deals/${deal.id}`) })
  const pipeline = usePipelines().find((p) => p.stages.some((s) => s.id === deal.stage_id))
  const stages = (pipeline?.stages ?? []).filter((s) => !s.retired).sort((a, b) => a.position - b.position)
  const from = stages.find((s) => s.id === deal.stage_id)
  const at = from ? stages.indexOf(from) : -1
  const asked = (id: string) => {
    const to = stages.find((s) => s.id === id)
    return from && to && full.data ? openFields(full.data, criteriaBetween(stages, from, to)).length : 0
  }
  async function choose(id: string) {
    const to = stages.find((s) => s.id === id)
    // The next question (gate, win, lose) takes this one's place, so this one ends first.
    answer(null)
    if (to && to !== from) await moveDeal(deal, to)
  }
  const { name } = deal
  const Surface = phone ? Sheet : Dialog
  return (
    <Surface title={t`Move ${name}`} onClose={() => answer(null)} width={360}>
      <ChoiceList
        label={t`Stages`}
        start={stages[at + 1]?.id}
        onChoose={(id) => void choose(id)}
        items={stages.map((s) => {
          const left = asked(s.id)
          const here = s.id === deal.stage_id
          const ask = left ? (
            <Chip tone="warn" icon={<ListChecks size={14} />}>{t`${left} to confirm`}</Chip>
          ) : undefined
          return {
            id: s.id,
            label: s.name,
            icon: <StageDot hue={s.hue} />,
            hint: here ? t`Here now` : ask,
            disabled: here,
          }
        })}
      />
    </Surface>
  )
}
