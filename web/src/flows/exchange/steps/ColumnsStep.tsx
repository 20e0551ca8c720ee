/** Column by column: what stands in it, which field it fills, how sure that is and why; and the order of dates. */
import { plural, t } from '@lingui/core/macro'
import type { Import, ImportRecord, Plan } from '~/core/schema'
import { Card } from '../Card'
import { CertaintyKey } from '../Certainty'
import { dated, missing, type Placed, placed } from '../plan'
import type { PlanEditor } from '../useImport'
import type { Target } from '../useTargets'
import { recordName } from '../words'
import { ColumnRow } from './ColumnRow'
import { DateCard } from './DateCard'

type Props = { imp: Import; plan: Plan; edit: PlanEditor; targets: Record<ImportRecord, Target[]> }

export function ColumnsStep({ imp, plan, edit, targets }: Props) {
  const files = placed(imp, plan)
  return (
    <div className="flex flex-col gap-4">
      {files.map((p) => (
        <FileColumns key={p.file.index} placed={p} edit={edit} targets={targets} many={files.length > 1} />
      ))}
    </div>
  )
}

type FileProps = { placed: Placed; edit: PlanEditor; targets: Record<ImportRecord, Target[]>; many: boolean }

function FileColumns({ placed: p, edit, targets, many }: FileProps) {
  const used = p.columns.filter((c) => c.plan.field !== null).length
  const heading = plural(p.columns.length, {
    one: `# column, ${used} finds its place`,
    other: `# columns, ${used} find their place`,
  })
  const needs = missing(p)
  const fields = targets[p.plan.record]
  const title = many ? `${p.file.name}: ${heading}` : heading
  return (
    <>
      <Card
        title={title}
        note={t`${recordName(p.plan.record)}. Guessed from the names and from the values. Change any; nothing is written yet.`}
        aside={<CertaintyKey />}
      >
        <ul>
          {p.columns.map((column) => (
            <ColumnRow key={column.found.index} file={p.file} column={column} fields={fields} edit={edit} />
          ))}
        </ul>
        {needs ? (
          <p role="alert" className="rounded-b-8 border-t border-warn-line bg-warn-tint px-4 py-2 text-warn">
            {t`One column has to be “${fields.find((f) => f.name === needs)?.label ?? needs}”: choose it above, or leave this file out.`}
          </p>
        ) : null}
      </Card>
      {dated(p).length ? <DateCard placed={p} edit={edit} /> : null}
    </>
  )
}
