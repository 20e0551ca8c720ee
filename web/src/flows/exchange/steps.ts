/** The steps of an import and which of them one stands on. */
import { t } from '@lingui/core/macro'
import type { Import } from '~/core/schema'
import { open } from './words'

export const STEPS = ['files', 'columns', 'values', 'check', 'done'] as const
export type Step = (typeof STEPS)[number]

export function stepName(step: Step): string {
  return { files: t`Files`, columns: t`Columns`, values: t`Values`, check: t`Check`, done: t`Import` }[step]
}

/** The step that the address asks for, as far as the import has come; what is being written is only seen at the end. */
export function stepOf(asked: string | undefined, imp: Pick<Import, 'status' | 'can_undo'>): Step {
  if (!open(imp)) return 'done'
  const wanted = STEPS.find((s) => s === asked)
  if (wanted && wanted !== 'done') return wanted
  return imp.status === 'draft' ? 'files' : 'check'
}

export const stepAfter = (step: Step): Step => STEPS[Math.min(STEPS.length - 1, STEPS.indexOf(step) + 1)] ?? 'done'
export const stepBefore = (step: Step): Step | null => STEPS[STEPS.indexOf(step) - 1] ?? null
