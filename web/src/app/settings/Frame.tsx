/** The frame of a section: heading, what it is for, its action, its content; forms at most 680 wide. */
import { t } from '@lingui/core/macro'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '~/ui/cx'

type Props = { title: string; about?: ReactNode; action?: ReactNode; wide?: boolean; children: ReactNode }

export function Frame({ title, about, action, wide, children }: Props) {
  return (
    <div className={cx('mx-auto w-full', wide ? 'max-w-[920px]' : 'max-w-[680px]')}>
      <div className="mb-5 flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-18 font-semibold">{title}</h2>
          {about ? <p className="mt-0.5 text-text-2">{about}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </div>
  )
}

/** One group of a section under its own small heading. */
export function Group({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section className="mt-8 border-t border-border pt-5 first:mt-0 first:border-0 first:pt-0">
      <h3 className="text-15 font-semibold">{title}</h3>
      {about ? <p className="mt-0.5 text-text-2">{about}</p> : null}
      <div className="mt-3">{children}</div>
    </section>
  )
}

/** Said on top of a section to those who may only look. */
export function LookOnly() {
  return (
    <p className="mb-4 flex items-center gap-2 rounded-8 bg-surface-2 px-3 py-2 text-text-2">
      <Lock size={14} strokeWidth={2} /> {t`An owner or an administrator can change this.`}
    </p>
  )
}

/** What the columns below are, for lists that are laid out as a grid; left out on phones, where rows stack. */
export function Heads({ labels, grid }: { labels: string[]; grid: string }) {
  return (
    <div
      aria-hidden
      className={cx('grid h-8 items-center gap-3 border-b border-border text-12 text-text-2 max-md:hidden', grid)}
    >
      {labels.map((label) => (
        <span key={label}>{label}</span>
      ))}
    </div>
  )
}
