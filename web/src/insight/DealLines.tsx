/** Deals in short lines: company, name, what became of them, value, day of close. */
import { Link } from '@tanstack/react-router'
import type { Deal } from '~/core/schema'
import { dayOf, dayShort } from '~/kit/dates'
import { moneyShort } from '~/kit/money'
import { StatusMark } from '~/records/deals/list/StatusMark'
import { Logo } from '~/ui/Avatar'

export function DealLines({ deals }: { deals: Deal[] }) {
  return (
    <ul>
      {deals.map((deal) => (
        <li key={deal.id} className="border-t border-border first:border-0">
          <Link
            to="/deals/$dealId"
            params={{ dealId: deal.id }}
            search={{}}
            className="-mx-2 grid min-h-8 grid-cols-[18px_1fr_52px_60px_84px] items-center gap-2 rounded-6 px-2 hover:bg-surface-2 coarse:min-h-11"
          >
            <Logo name={deal.company_name} />
            <span className="truncate">
              <span className="font-medium">{deal.name}</span> <span className="text-text-2">{deal.company_name}</span>
            </span>
            <StatusMark status={deal.status} />
            <span className="num text-end">{deal.amount === null ? '–' : moneyShort(deal.amount, deal.currency)}</span>
            <span className="num text-end text-12 whitespace-nowrap text-text-3">
              {deal.closed_at ? dayShort(dayOf(deal.closed_at)) : ''}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
