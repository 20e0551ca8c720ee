/** Values that name something: which stage, product, company or person each of them means; and what the import may make. */
import { t } from '@lingui/core/macro'
import type { Import, ImportResult, Plan } from '~/core/schema'
import { placed, valued } from '../plan'
import type { PlanEditor } from '../useImport'
import { NameValues } from './NameValues'
import { OptionsCard } from './OptionsCard'
import { StageValues } from './StageValues'

/** `priced`: the result of the last check, for what missing values come to; the plan may have changed since. */
type Props = { imp: Import; plan: Plan; priced: ImportResult | null; edit: PlanEditor }

export function ValuesStep({ imp, plan, priced, edit }: Props) {
  const columns = placed(imp, plan).flatMap((p) => valued(p).map((column) => ({ p, column })))
  const stages = columns.find(
    ({ p, column }) =>
      (p.plan.record === 'deals' && column.plan.field === 'stage_id') ||
      (p.plan.record === 'events' && column.plan.field === 'activity'),
  )
  const events = stages?.p.plan.record === 'events'
  const names = columns.filter((c) => c !== stages)
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_400px]">
      <div className="flex min-w-0 flex-col gap-4">
        {stages ? <StageValues column={stages.column} plan={plan} events={events} edit={edit} /> : null}
        {names.map(({ p, column }) => (
          <NameValues
            key={`${p.file.index} ${column.found.index}`}
            placed={p}
            column={column}
            plan={plan}
            edit={edit}
          />
        ))}
        {columns.length ? null : (
          <p className="rounded-8 border border-border bg-surface px-4 py-6 text-center text-text-2">
            {t`No column names a stage, a person, a company or a product: there is nothing to match.`}
          </p>
        )}
      </div>
      <OptionsCard imp={imp} plan={plan} priced={priced} edit={edit} />
    </div>
  )
}
