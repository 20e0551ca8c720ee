/** One column of a file: name, samples, the field it fills, certainty and reason. */
import { t } from '@lingui/core/macro'
import { ArrowRight } from 'lucide-react'
import type { ImportFile, PlanColumn } from '~/core/schema'
import { cx } from '~/ui/cx'
import { Select, TextField } from '~/ui/Field'
import { Certainty } from '../Certainty'
import { certaintyOf, ENTERED, type PlacedColumn, setColumn, setField } from '../plan'
import type { PlanEditor } from '../useImport'
import type { Target } from '../useTargets'

type Props = { file: ImportFile; column: PlacedColumn; fields: Target[]; edit: PlanEditor }

export function ColumnRow({ file, column: { found, plan }, fields, edit }: Props) {
  const { level, byHand } = certaintyOf(found, plan)
  const field = fields.find((f) => f.name === plan.field)
  const options = fields.map((f) => ({ value: f.name, label: f.label }))
  if (plan.field && !field) options.unshift({ value: plan.field, label: plan.field })
  const units = field ? unitsOf(field) : null
  const samples = found.samples.filter(Boolean)
  return (
    <li className="grid grid-cols-[minmax(110px,1fr)_minmax(120px,1.2fr)_16px_minmax(180px,210px)_minmax(160px,1.5fr)] items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5 last:border-0 max-md:grid-cols-1 max-md:py-3">
      <span className="truncate font-medium" data-tip={found.name}>
        {found.name}
      </span>
      <span className="truncate text-12 text-text-2" data-tip={samples.join(' · ')}>
        {samples.length ? samples.slice(0, 2).join(' · ') : t`always empty`}
      </span>
      <ArrowRight aria-hidden size={14} className="text-text-3 rtl:rotate-180 max-md:hidden" />
      <span className={cx('flex gap-1.5', plan.field === ENTERED && 'flex-wrap')}>
        <Select
          className={cx('min-w-0 flex-1', plan.field === null && '[&_select]:bg-surface-2 [&_select]:text-text-3')}
          label={t`Field for ${found.name}`}
          hideLabel
          value={plan.field ?? ''}
          options={[{ value: '', label: t`Do not import` }, ...options]}
          onChange={(value) =>
            edit((p) =>
              setField(p, file.index, found.index, value || null, { guessed: found.field, title: found.name }),
            )
          }
        />
        {plan.field === ENTERED ? (
          <TextField
            className="basis-full"
            label={t`Stage of ${found.name}`}
            hideLabel
            maxLength={200}
            value={plan.stage ?? ''}
            onChange={(stage) => edit((p) => setColumn(p, file.index, found.index, { stage }))}
          />
        ) : null}
        {units ? (
          <Select
            className="w-[84px] shrink-0"
            label={t`Unit of ${found.name}`}
            hideLabel
            value={String(plan.scale)}
            options={units}
            onChange={(value) =>
              edit((p) => setColumn(p, file.index, found.index, { scale: Number(value) as PlanColumn['scale'] }))
            }
          />
        ) : null}
      </span>
      <span className={cx('min-w-0', plan.field === null && !byHand && 'opacity-80')}>
        <Certainty level={level} why={byHand ? t`chosen by you` : found.why} />
      </span>
    </li>
  )
}

/** What a 1 of a column may stand for. */
function unitsOf(field: Target): { value: string; label: string }[] | null {
  if (field.name === 'line.discount')
    return [
      { value: '1', label: '%' },
      { value: '100', label: '0–1' },
    ]
  if (field.type !== 'money') return null
  return [
    { value: '1', label: t`as is` },
    { value: '1000', label: t`k` },
    { value: '1000000', label: t`M` },
    { value: '1000000000', label: t`B` },
  ]
}
