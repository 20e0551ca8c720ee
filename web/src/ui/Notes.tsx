/** Things that stand in for content: skeleton bars, empty states, progress. */
import type { ReactNode } from 'react'
import { cx } from './cx'

/** A grey bar that pulses; shows only after 150 ms, so quick answers never flash. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cx(
        'block rounded-4 bg-surface-3 animate-[fade-in_1ms_150ms_both,pulse_1.6s_ease-in-out_150ms_infinite]',
        className,
      )}
    />
  )
}

type EmptyProps = { title: string; children?: ReactNode; action?: ReactNode; className?: string }

export function EmptyState({ title, children, action, className }: EmptyProps) {
  return (
    <div className={cx('mx-auto flex max-w-[420px] flex-col items-center gap-2 px-6 py-16 text-center', className)}>
      <h2 className="text-15 font-semibold">{title}</h2>
      {children ? <div className="text-text-2">{children}</div> : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}

type ProgressProps = { label: string; done: number; total: number | null; className?: string }

/** A bar with its numbers read out; `total` null shows work without a known end. */
export function Progress({ label, done, total, className }: ProgressProps) {
  const share = total ? Math.min(1, done / total) : 0
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={total ? done : undefined}
      className={cx('h-1.5 overflow-hidden rounded-full bg-track', className)}
    >
      <div
        className={cx('h-full rounded-full bg-accent', !total && 'w-1/3 animate-[pulse_1.2s_ease-in-out_infinite]')}
        style={total ? { width: `${share * 100}%` } : undefined}
      />
    </div>
  )
}
