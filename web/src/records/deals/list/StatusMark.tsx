/** Open, won or lost: icon and word. */
import { t } from '@lingui/core/macro'
import { Check, CircleDot, X } from 'lucide-react'
import { cx } from '~/ui/cx'

export function StatusMark({ status }: { status: string }) {
  const won = status === 'won'
  const lost = status === 'lost'
  const Icon = won ? Check : lost ? X : CircleDot
  return (
    <span className={cx('inline-flex items-center gap-1', won ? 'text-ok' : 'text-text-2')}>
      <Icon aria-hidden size={14} strokeWidth={2} />
      {won ? t`Won` : lost ? t`Lost` : t`Open`}
    </span>
  )
}
