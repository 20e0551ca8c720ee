/** A column of labelled values: 28 px rows, label at the start, value that may be edited in place. */
import type { ReactNode } from 'react'
import { cx } from './cx'

export function FieldList({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <div className="mb-1.5 flex h-7 items-center justify-between">
        <h2 className="font-semibold">{title}</h2>
        {aside}
      </div>
      <dl>{children}</dl>
    </section>
  )
}

/** `tall` puts the value under its label, for text of several lines. */
export function FieldRow({ label, tall, children }: { label: string; tall?: boolean; children: ReactNode }) {
  return (
    <div className={cx(!tall && 'grid min-h-7 grid-cols-[116px_minmax(0,1fr)] items-center', tall && 'mt-2')}>
      <dt className={cx('truncate text-text-2', !tall && 'self-start pt-[5px] coarse:pt-[13px]')}>{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
