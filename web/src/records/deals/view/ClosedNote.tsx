/** In place of the next step once a deal is closed: how it ended and why. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Ban, Trophy } from 'lucide-react'
import { lostReasonsQuery } from '~/core/lists'
import type { Deal } from '~/core/schema'
import { dayLong, dayOf } from '~/kit/dates'
import { cx } from '~/ui/cx'

export function ClosedNote({ deal }: { deal: Deal }) {
  const { data: reasons } = useQuery(lostReasonsQuery)
  const reason = reasons?.find((r) => r.id === deal.lost_reason_id)?.name
  const won = deal.status === 'won'
  const day = deal.closed_at ? dayLong(dayOf(deal.closed_at)) : ''
  return (
    <section
      aria-label={t`Outcome`}
      className={cx(
        'flex min-h-12 items-center gap-2.5 rounded-8 border px-3 py-1.5',
        won ? 'border-ok-line bg-ok-tint' : 'border-border-2 bg-surface-2',
      )}
    >
      {won ? <Trophy size={16} strokeWidth={1.75} className="text-ok" /> : <Ban size={16} strokeWidth={1.75} />}
      <p>
        <span className="font-medium">{won ? t`Won on ${day}` : t`Lost on ${day}`}</span>
        {!won && reason ? <span>{`: ${reason}`}</span> : null}
        {deal.lost_note ? <span className="block text-text-2">{deal.lost_note}</span> : null}
      </p>
    </section>
  )
}
