/** Says what failed, whether data is safe, and how to go on; the text comes from the problem details. */
import { t } from '@lingui/core/macro'
import { CircleAlert } from 'lucide-react'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { asProblem } from './problem'

type Props = { error: unknown; onRetry?: () => void; title?: string; className?: string }

export function ProblemNote({ error, onRetry, title, className }: Props) {
  const problem = asProblem(error)
  const listed = problem.body.errors ?? []
  return (
    <div
      role="alert"
      className={cx('flex items-start gap-2.5 rounded-8 border border-bad-line bg-bad-tint px-3 py-2.5', className)}
    >
      <CircleAlert size={16} className="mt-px text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{title ?? problem.message}</p>
        {title ? <p className="break-words text-text-2">{problem.message}</p> : null}
        {listed.length ? (
          <ul className="mt-1 list-disc ps-4 text-text-2">
            {listed.map((e) => (
              <li key={e.pointer + e.message}>{e.message}</li>
            ))}
          </ul>
        ) : null}
      </div>
      {onRetry ? <Button size="sm" onClick={onRetry}>{t`Try again`}</Button> : null}
    </div>
  )
}
