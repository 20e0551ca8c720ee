/** The bar at the bottom: what the plan comes to, back, and the one way on. */
import { t } from '@lingui/core/macro'
import type { Import, Plan } from '~/core/schema'
import { Button } from '~/ui/Button'
import { placed, ready, unplaced } from './plan'
import { type Step, stepAfter, stepBefore, stepName } from './steps'
import { countOf, createdText, ONE } from './words'

type Props = {
  imp: Import
  plan: Plan
  step: Step
  saved: boolean
  busy: boolean
  onStep: (step: Step) => void
  onCheck: () => void
  onApply: () => void
}

export function StepFoot({ imp, plan, step, saved, busy, onStep, onCheck, onApply }: Props) {
  const before = stepBefore(step)
  const may = ready(imp, plan)
  const lost = unplaced(plan)
  const checked = imp.status === 'checked' && saved
  const sums = checked && imp.result ? createdText(imp.result) : rowsByRecord(imp, plan)
  return (
    <footer className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-t border-border bg-page px-5 py-2 max-sm:px-4">
      <p className="min-w-0 flex-1 basis-60 text-12 text-text-2">
        <span className="num me-2 text-13 font-medium text-text">{sums}</span>{' '}
        {may && !lost.length ? (
          <span className="max-sm:hidden">{t`Nothing is written before you say so, and the whole import can be undone.`}</span>
        ) : lost.length ? (
          t`These stages have no place yet: ${lost.join(', ')}.`
        ) : (
          t`Some file does not know its most needed column yet.`
        )}
      </p>
      <div className="flex gap-2">
        {before ? <Button onClick={() => onStep(before)}>{t`Back`}</Button> : null}
        {step === 'check' ? (
          checked ? (
            <Button look="primary" busy={busy} onClick={onApply}>
              {t`Import now`}
            </Button>
          ) : (
            <Button look="primary" busy={busy} disabled={!may || lost.length > 0} onClick={onCheck}>
              {t`Check without writing`}
            </Button>
          )
        ) : step === 'values' ? (
          <Button look="primary" busy={busy} disabled={!may || lost.length > 0} onClick={onCheck}>
            {t`Check without writing`}
          </Button>
        ) : (
          <Button look="primary" onClick={() => onStep(stepAfter(step))}>
            {t`On to ${stepName(stepAfter(step)).toLowerCase()}`}
          </Button>
        )}
      </div>
    </footer>
  )
}

/** "8,800 deals · 85 companies": rows of the files that are used. */
function rowsByRecord(imp: Import, plan: Plan): string {
  return placed(imp, plan)
    .map((p) => countOf(p.plan.record === 'events' ? 'event' : ONE[p.plan.record], p.file.rows))
    .join(' · ')
}
