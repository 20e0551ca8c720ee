/** The steps of the wizard: done ones have a check, one can go back to them; the one at hand is underlined. */
import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { cx } from '~/ui/cx'
import { STEPS, type Step, stepName } from './steps'

type Props = { id: string; now: Step; reachable: (step: Step) => boolean }

export function StepBar({ id, now, reachable }: Props) {
  const at = STEPS.indexOf(now)
  return (
    <nav aria-label={t`Steps of the import`} className="shrink-0 border-b border-border px-5 max-sm:px-4">
      <ol className="flex h-10 items-stretch gap-3 overflow-x-auto hide-scroll">
        {STEPS.map((step, i) => {
          const done = i < at || (now === 'done' && i < STEPS.length - 1)
          const face = (
            <>
              <span
                className={cx(
                  'num inline-flex size-5 items-center justify-center rounded-full text-11 font-semibold',
                  done
                    ? 'bg-ok-tint text-ok'
                    : i === at
                      ? 'bg-accent text-on-accent'
                      : 'text-text-2 shadow-[inset_0_0_0_1px_var(--border-3)]',
                )}
              >
                {done ? <Check size={12} strokeWidth={2.5} /> : i + 1}
              </span>
              <span>{stepName(step)}</span>
              {done ? <span className="sr">{t`done`}</span> : null}
            </>
          )
          const look = cx(
            'relative flex items-center gap-2 font-medium whitespace-nowrap',
            i === at
              ? 'text-text after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:rounded-full after:bg-accent'
              : 'text-text-2',
          )
          return (
            <li key={step} className="flex items-stretch gap-3">
              {i ? <span aria-hidden className="w-6 self-center border-t border-border-2 max-sm:w-2" /> : null}
              {i !== at && reachable(step) ? (
                <Link
                  to="/import/$importId"
                  params={{ importId: id }}
                  search={{ step }}
                  className={cx(look, 'hover:text-text')}
                >
                  {face}
                </Link>
              ) : (
                <span className={look} aria-current={i === at ? 'step' : undefined}>
                  {face}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
