/** What the panel paints of a deal from its card, before the whole deal is there. */
import { t } from '@lingui/core/macro'
import { useMember } from '~/core/lists'
import type { Card } from '~/core/schema'
import { money } from '~/kit/money'
import { Avatar, Logo } from '~/ui/Avatar'
import { Skeleton } from '~/ui/Notes'
import { nearLong } from './due'

export function CardHead({ card }: { card: Card }) {
  const owner = useMember(card.owner_id)
  return (
    <article aria-busy className="px-5 pt-1">
      <div className="flex items-center gap-3">
        <Logo name={card.company_name} size={32} />
        <h2 data-panel-heading tabIndex={-1} className="min-w-0 text-18 font-semibold break-words outline-none">
          {card.name}
        </h2>
      </div>
      <dl className="mt-3.5 flex flex-wrap gap-x-5">
        <div>
          <dt className="text-12 text-text-2">{t`Value`}</dt>
          <dd className="num flex min-h-[26px] items-center font-semibold">
            {card.amount === null ? '–' : money(card.amount, card.currency)}
          </dd>
        </div>
        <div>
          <dt className="text-12 text-text-2">{t`Close date`}</dt>
          <dd className="num flex min-h-[26px] items-center font-medium">
            {card.expected_close ? nearLong(card.expected_close) : '–'}
          </dd>
        </div>
        <div>
          <dt className="text-12 text-text-2">{t`Owner`}</dt>
          <dd className="flex min-h-[26px] items-center gap-1.5">
            <Avatar name={owner?.name ?? null} hue={owner?.hue} />
            {owner?.name ?? t`Nobody`}
          </dd>
        </div>
      </dl>
      <Skeleton className="mt-4 h-11" />
      <Skeleton className="mt-3 h-12" />
      <Skeleton className="mt-14 h-40" />
    </article>
  )
}
