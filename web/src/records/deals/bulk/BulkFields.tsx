/** What a change of many deals asks for: a stage, a person, a field and its value, a reason, a day. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldsQuery, lostReasonsQuery, useMembers, usePipelines } from '~/core/lists'
import type { BulkVerb } from '~/core/schema'
import { useSession } from '~/core/session'
import { addDays, today } from '~/kit/dates'
import { Checkbox, DateField, Select, TextArea } from '~/ui/Field'
import { CriterionInput } from '../verbs/CriterionInput'

export type Payload = Record<string, unknown>
type Props = { payload: Payload; onChange: (payload: Payload) => void }

/** Whether all is said that the verb needs. */
export function complete(verb: BulkVerb, payload: Payload): boolean {
  const needs: Partial<Record<BulkVerb, string>> = {
    move: 'stage_id',
    assign: 'owner_id',
    lose: 'reason_id',
    snooze: 'until',
    delete: 'reason',
  }
  const name = needs[verb]
  if (verb === 'edit') return Object.keys(payload).length > 0
  return !name || (name in payload && payload[name] !== '')
}

export function BulkFields({ verb, ...props }: Props & { verb: BulkVerb }) {
  switch (verb) {
    case 'move':
      return <MoveFields {...props} />
    case 'assign':
      return <AssignFields {...props} />
    case 'edit':
      return <EditFields {...props} />
    case 'lose':
      return <LoseFields {...props} />
    case 'delete':
      return <DeleteFields {...props} />
    case 'snooze':
      return (
        <DateField
          label={t`Until`}
          value={String(props.payload.until ?? '')}
          min={addDays(today(), 1)}
          max={addDays(today(), 366)}
          onChange={(until) => props.onChange(until ? { until } : {})}
          className="w-40"
        />
      )
    default:
      return null
  }
}

function MoveFields({ payload, onChange }: Props) {
  const pipelines = usePipelines().filter((p) => !p.archived)
  const [pipelineId, setPipelineId] = useState<string>()
  const chosen = pipelines.find((p) => p.id === pipelineId) ?? pipelines[0]
  const stages = (chosen?.stages ?? [])
    .filter((s) => !s.retired && s.kind === 'open')
    .sort((a, b) => a.position - b.position)
  return (
    <>
      {pipelines.length > 1 ? (
        <Select
          label={t`Pipeline`}
          value={chosen?.id}
          onChange={(id) => {
            setPipelineId(id)
            onChange({})
          }}
          options={pipelines.map((p) => ({ value: p.id, label: p.name }))}
        />
      ) : null}
      <Select
        label={t`Stage`}
        placeholder={t`Choose a stage`}
        value={String(payload.stage_id ?? '')}
        onChange={(id) => onChange(id ? { stage_id: id } : {})}
        options={stages.map((s) => ({ value: s.id, label: s.name }))}
      />
    </>
  )
}

const NOBODY = 'nobody'

function AssignFields({ payload, onChange }: Props) {
  const members = useMembers().filter((m) => m.status !== 'inactive')
  const value = payload.owner_id === null ? NOBODY : String(payload.owner_id ?? '')
  return (
    <Select
      label={t`Owner`}
      placeholder={t`Choose a person`}
      value={value}
      onChange={(id) => onChange(id ? { owner_id: id === NOBODY ? null : id } : {})}
      options={[...members.map((m) => ({ value: m.id, label: m.name })), { value: NOBODY, label: t`Nobody` }]}
    />
  )
}

const EDITABLE = ['amount', 'expected_close', 'company_id', 'product_id', 'source', 'deal_type', 'description']

function EditFields({ payload, onChange }: Props) {
  const { workspace } = useSession()
  const { data: fields } = useQuery(fieldsQuery('deal'))
  const [name, setName] = useState('')
  const editable = (fields ?? []).filter((f) => EDITABLE.includes(f.name))
  const field = editable.find((f) => f.name === name)
  const empty = field !== undefined && payload[field.name] === null
  return (
    <>
      <Select
        label={t`Field`}
        placeholder={t`Choose a field`}
        value={name}
        onChange={(next) => {
          setName(next)
          onChange({})
        }}
        options={editable.map((f) => ({ value: f.name, label: f.label }))}
      />
      {field ? (
        <>
          {empty ? null : (
            <CriterionInput
              key={field.name}
              unmet={{ field: field.name, label: field.label, type: field.type }}
              deal={{ currency: workspace.base_currency }}
              value={payload[field.name]}
              onChange={(value) => onChange(value === null ? {} : { [field.name]: value })}
            />
          )}
          <Checkbox label={t`Empty it`} checked={empty} onChange={(on) => onChange(on ? { [field.name]: null } : {})} />
        </>
      ) : null}
    </>
  )
}

function LoseFields({ payload, onChange }: Props) {
  const reasons = useQuery(lostReasonsQuery)
  const choices = (reasons.data ?? []).filter((r) => r.kind !== 'deleted' && !r.retired)
  return (
    <>
      <Select
        label={t`Reason`}
        placeholder={t`Choose why they were lost`}
        value={String(payload.reason_id ?? '')}
        onChange={(id) => onChange(id ? { ...payload, reason_id: id } : {})}
        options={choices.map((r) => ({ value: r.id, label: r.name }))}
      />
      <TextArea
        label={t`Note`}
        rows={2}
        value={String(payload.note ?? '')}
        onChange={(note) => onChange(note ? { ...payload, note } : { reason_id: payload.reason_id })}
      />
    </>
  )
}

function DeleteFields({ payload, onChange }: Props) {
  return (
    <Select
      label={t`Reason`}
      placeholder={t`Choose why they are deleted`}
      hint={
        payload.reason === 'other'
          ? t`Real deals stay in the figures; open ones past the qualifying stage count as lost.`
          : t`They can be restored from the list of deleted deals.`
      }
      value={String(payload.reason ?? '')}
      onChange={(reason) => onChange(reason ? { reason } : {})}
      options={[
        { value: 'test', label: t`They were a test` },
        { value: 'duplicate', label: t`They are there twice` },
        { value: 'mistake', label: t`They were made by mistake` },
        { value: 'other', label: t`Something else` },
      ]}
    />
  )
}
