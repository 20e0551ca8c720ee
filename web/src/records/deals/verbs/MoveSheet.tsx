/** Choosing the stage to move to, in this pipeline or another, with what each would ask, and the day it happened. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import { api } from '~/core/api'
import { usePipelines } from '~/core/lists'
import { keys, queryClient } from '~/core/query'
import type { Deal, DealAnswer, Stage } from '~/core/schema'
import { useSession } from '~/core/session'
import { undoLast } from '~/core/undo'
import { addDays, today } from '~/kit/dates'
import { Dialog, Sheet } from '~/ui/aria/Dialog'
import { Chip, StageDot } from '~/ui/Chip'
import { DateField, Select } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { usePhone } from '~/ui/usePhone'
import { criteriaBetween, openFields } from '../gates'
import { ChoiceList } from './ChoiceList'
import { moveDeal } from './moveDeal'
import type { DealLike } from './requests'

type Props = { deal: DealLike; answer: (value: DealAnswer | null) => void }

export function MoveSheet({ deal, answer }: Props) {
  const phone = usePhone()
  const { workspace } = useSession()
  const full = useQuery({ queryKey: keys.deal(deal.id), queryFn: () => api.get<Deal>(`/deals/${deal.id}`) })
  const pipelines = usePipelines().filter((p) => !p.archived)
  const own = pipelines.find((p) => p.stages.some((s) => s.id === deal.stage_id))
  const [pipelineId, setPipelineId] = useState(own?.id)
  const [on, setOn] = useState(today())
  const chosen = pipelines.find((p) => p.id === pipelineId) ?? own
  const elsewhere = chosen !== own
  const from = own?.stages.find((s) => s.id === deal.stage_id)
  const stages = (chosen?.stages ?? [])
    .filter((s) => !s.retired && (!elsewhere || s.kind === 'open'))
    .sort((a, b) => a.position - b.position)
  const at = stages.findIndex((s) => s.id === deal.stage_id)
  const { name } = deal
  const asked = (to: Stage) =>
    from && full.data ? openFields(full.data, criteriaBetween(chosen?.stages ?? [], from, to)).length : 0
  async function choose(id: string) {
    const to = stages.find((s) => s.id === id)
    // The next question (gate, win, lose) takes this one's place, so this one ends first.
    answer(null)
    if (!to || to.id === deal.stage_id) return
    const moved = await moveDeal(deal, to, {}, on && on !== today() ? on : undefined)
    if (!moved || !elsewhere) return
    // The answer brings the sums of the board that the deal is on now, not of the one that it left.
    void queryClient.invalidateQueries({ queryKey: ['board'] })
    const where = chosen?.name ?? ''
    toast(t`${name} is in ${where} now`, {
      tone: 'ok',
      about: `change ${moved.seq}`,
      action: { label: t`Undo`, run: () => void undoLast(moved.seq) },
    })
  }
  const Surface = phone ? Sheet : Dialog
  return (
    <Surface title={t`Move ${name}`} onClose={() => answer(null)} width={380}>
      {pipelines.length > 1 ? (
        <Select
          label={t`Pipeline`}
          value={chosen?.id}
          onChange={setPipelineId}
          options={pipelines.map((p) => ({ value: p.id, label: p.name }))}
          className="mb-3"
          hint={elsewhere ? t`Its stay here ends as moved: neither won nor lost.` : undefined}
        />
      ) : null}
      <ChoiceList
        key={chosen?.id}
        label={t`Stages`}
        start={stages[at + 1]?.id}
        onChoose={(id) => void choose(id)}
        items={stages.map((s) => {
          const left = asked(s)
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
      <DateField
        label={t`Moved on`}
        value={on}
        min={addDays(today(), -workspace.backdating_days)}
        max={today()}
        onChange={setOn}
        className="mt-3 w-40"
      />
    </Surface>
  )
}
