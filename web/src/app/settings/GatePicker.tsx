/** The gate at a stage's entry: sentences of the form "this field is filled", asked of every deal that enters. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Lock, X } from 'lucide-react'
import { fieldsQuery } from '~/core/lists'
import { ProblemNote } from '~/core/ProblemNote'
import type { Criterion } from '~/core/schema'
import { IconButton } from '~/ui/Button'
import { Select } from '~/ui/Field'

type Props = { value: Criterion[]; onChange: (criteria: Criterion[]) => void; canEdit: boolean }

/** Filled from the start on every deal, so a gate on them would never ask. */
const ALWAYS = new Set(['name', 'currency'])

export function GatePicker({ value, onChange, canEdit }: Props) {
  const fields = useQuery(fieldsQuery('deal'))
  const label = (name: string) => fields.data?.find((f) => f.name === name)?.label ?? name
  const left = (fields.data ?? []).filter(
    (f) => f.abilities.includes('edit') && !ALWAYS.has(f.name) && !value.some((c) => c.field === f.name),
  )
  return (
    <div>
      <p className="font-medium">{t`To enter, these must be true`}</p>
      <p className="text-12 text-text-2">
        {t`Asked for a drag, an edit, an import and the API alike. Moving back never asks.`}
      </p>
      {fields.error ? <ProblemNote error={fields.error} className="mt-2" /> : null}
      <ul className="mt-1.5">
        {value.map((c) => {
          const name = label(c.field)
          return (
            <li key={c.field} className="flex min-h-8 items-center gap-2 border-b border-border">
              <Lock size={14} strokeWidth={2} className="shrink-0 text-text-3" aria-hidden />
              <span className="min-w-0 flex-1 truncate">
                <span className="font-medium">{name}</span> {t`is filled`}
              </span>
              {canEdit ? (
                <IconButton
                  size="xs"
                  label={t`Take away: ${name} is filled`}
                  onClick={() => onChange(value.filter((other) => other !== c))}
                >
                  <X size={14} />
                </IconButton>
              ) : null}
            </li>
          )
        })}
        {value.length ? null : <li className="py-1.5 text-text-3">{t`Nothing: any deal may enter.`}</li>}
      </ul>
      {canEdit && left.length ? (
        <Select
          label={t`Add a field that must be filled`}
          hideLabel
          className="mt-2 max-w-[280px]"
          placeholder={t`Add a field that must be filled…`}
          value=""
          options={left.map((f) => ({ value: f.name, label: f.label }))}
          onChange={(field) => field && onChange([...value, { kind: 'field_filled', field }])}
        />
      ) : null}
    </div>
  )
}
