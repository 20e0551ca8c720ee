/** The dry run: nothing is written; every row is read as the import would read it, and what is wrong is listed. */
import { t } from '@lingui/core/macro'
import { CircleCheck } from 'lucide-react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Import, ImportRecord, Plan } from '~/core/schema'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/Notes'
import { Card } from '../Card'
import type { PlanEditor, useImportVerb } from '../useImport'
import type { Target } from '../useTargets'
import { createdText, countOf } from '../words'
import { KeepMapping } from './KeepMapping'
import { MissingAmount } from './OptionsCard'
import { Problems } from './Problems'
import { ResultTable } from './ResultTable'
import { Working } from './Working'
import { Worklist } from './Worklist'

type Props = {
  imp: Import
  plan: Plan
  edit: PlanEditor
  targets: Record<ImportRecord, Target[]>
  verb: ReturnType<typeof useImportVerb>
  onCheck: () => void
}

export function CheckStep({ imp, plan, edit, targets, verb, onCheck }: Props) {
  const { result } = imp
  if (imp.status === 'checking')
    return (
      <Working
        imp={imp}
        title={t`Checking without writing`}
        cancelling={verb.isPending}
        onCancel={() => verb.mutate({ verb: 'cancel' })}
      />
    )
  const worklist = <Worklist imp={imp} plan={plan} edit={edit} targets={targets} />
  if (!result || imp.status !== 'checked') {
    const check = <Button look="primary" busy={verb.isPending} onClick={onCheck}>{t`Check without writing`}</Button>
    const failed = imp.error ? <ProblemNote className="mb-3 text-start" error={new Error(imp.error)} /> : null
    return imp.problems ? (
      <div className="flex flex-col gap-4">
        {failed}
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-8 border border-border bg-surface px-4 py-3">
          <p role="status" className="min-w-0 flex-1 basis-60">
            <span className="font-medium">{t`The plan has changed since the check.`}</span>{' '}
            {t`Check again to see what it comes to; nothing is written.`}
          </p>
          {check}
        </div>
        {worklist}
      </div>
    ) : (
      <EmptyState title={t`Ready to check`} action={check}>
        {failed}
        {t`Every row is read as the import would read it. Nothing is written; you see what would be made and what is wrong.`}
      </EmptyState>
    )
  }
  const made = createdText(result)
  const changed = createdText({ created: result.changed })
  const missing = result.missing_open.rows + result.missing_closed.rows
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="flex items-start gap-2.5 rounded-8 border border-ok-line bg-ok-tint px-4 py-3">
        <CircleCheck size={16} className="mt-px text-ok" />
        <span>
          <span className="font-medium">
            {made ? t`The import would make ${made}.` : t`The import would make nothing new.`}
          </span>{' '}
          {changed ? t`${changed} would take values of the file.` : null}{' '}
          {result.refused ? t`${countOf('row', result.refused)} are refused.` : t`No row is refused.`}
        </span>
      </p>
      <ResultTable imp={imp} done={false} />
      {missing ? (
        <Card
          title={t`Deals without a value`}
          note={t`Choose before importing; a change here needs another check, which takes a moment.`}
        >
          <div className="px-4 py-3">
            <MissingAmount priced={result} value={plan.options.missing_amount} edit={edit} bare />
          </div>
        </Card>
      ) : null}
      {worklist}
      <Problems imp={imp} />
      <KeepMapping imp={imp} />
    </div>
  )
}
