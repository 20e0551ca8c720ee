/** What stands for a value of the file, given in the way of its field: a stage, a name, a day, a number, a text, or nothing. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { usePipelines } from '~/core/lists'
import type { Plan } from '~/core/schema'
import { ComboBox } from '~/ui/aria/ComboBox'
import { Button } from '~/ui/Button'
import { DateField, NumberField, Select, TextField } from '~/ui/Field'
import { openOrder, type PlacedColumn } from '../plan'
import type { Target } from '../useTargets'

type Props = {
  value: string
  column: PlacedColumn
  target: Target | undefined
  plan: Plan
  /** null for nothing, undefined takes it back. */
  onChange: (to: string | null | undefined) => void
}

export function Replacement({ value, column, target, plan, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const stands = column.plan.values[value]
  if (stands !== undefined)
    return (
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium text-accent">{stands.to ?? t`Left empty`}</span>
        <Button size="sm" onClick={() => onChange(undefined)}>{t`Take back`}</Button>
      </span>
    )
  const label = value ? t`What stands for ${value}` : t`What stands for nothing in ${column.found.name}`
  return (
    <form
      className="flex items-center gap-1.5"
      onSubmit={(e) => {
        e.preventDefault()
        if (typed.trim()) onChange(typed.trim())
      }}
    >
      <Given label={label} column={column} target={target} plan={plan} typed={typed} onTyped={setTyped} />
      <Button size="sm" type="submit" disabled={!typed.trim()}>{t`Use`}</Button>
      {value ? <Button size="sm" look="ghost" onClick={() => onChange(null)}>{t`Empty`}</Button> : null}
    </form>
  )
}

type GivenProps = Omit<Props, 'value' | 'onChange'> & {
  label: string
  typed: string
  onTyped: (text: string) => void
}

function Given({ label, column, target, plan, typed, onTyped }: GivenProps) {
  const pipelines = usePipelines()
  const field = column.plan.field ?? ''
  const common = { label, hideLabel: true, value: typed, onChange: onTyped, className: 'min-w-0 flex-1' }
  if (field === 'stage_id' || field === 'activity') {
    const stages = pipelines.find((p) => p.id === plan.options.pipeline_id)?.stages.filter((s) => !s.retired)
    const names = stages?.map((s) => s.name) ?? openOrder(plan)
    return (
      <Select
        {...common}
        placeholder={t`Choose a stage`}
        options={names.map((name) => ({ value: name, label: name }))}
      />
    )
  }
  if (target?.type === 'choice' && target.choices?.length)
    return <Select {...common} placeholder={t`Choose one`} options={target.choices} />
  if (target?.type === 'date' || target?.type === 'instant') return <DateField {...common} />
  if (target?.type === 'money' || target?.type === 'number') return <NumberField {...common} placeholder="0" />
  const known = [...new Set(column.found.values.map((v) => v.match).filter((v) => v !== null))]
  if (!known.length) return <TextField {...common} maxLength={400} />
  const search = typed.trim().toLowerCase()
  return (
    <ComboBox
      className="min-w-0 flex-1"
      label={label}
      hideLabel
      free
      options={known
        .filter((name) => name.toLowerCase().includes(search))
        .slice(0, 50)
        .map((name) => ({ id: name, label: name }))}
      text={typed}
      onText={onTyped}
      value={known.includes(typed) ? typed : null}
      onChange={(id) => id !== null && onTyped(id)}
    />
  )
}
