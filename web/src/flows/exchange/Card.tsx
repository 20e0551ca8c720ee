/** A bordered part of a step with a heading and something beside it. */
import { type ReactNode, useId } from 'react'
import { cx } from '~/ui/cx'

type Props = {
  title: ReactNode
  note?: ReactNode
  aside?: ReactNode
  children?: ReactNode
  className?: string
  plain?: boolean
}

export function Card({ title, note, aside, children, className, plain }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cx('min-w-0 rounded-8 border border-border bg-surface', className)}>
      <header
        className={cx(
          'flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-3',
          !plain && 'border-b border-border',
        )}
      >
        <div className="min-w-0">
          <h2 id={id} className="text-15 font-semibold">
            {title}
          </h2>
          {note ? <p className="mt-0.5 text-12 text-text-2">{note}</p> : null}
        </div>
        {aside}
      </header>
      {children}
    </section>
  )
}
