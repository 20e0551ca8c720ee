/** The amounts behind a coverage, each with a way to its deals. */
import { t } from '@lingui/core/macro'
import type { Coverage, CoverageAmounts } from '~/core/schema'
import { moneyShort } from '~/kit/money'
import { DealsLink } from '~/records/deals/list/DealsLink'
import { deals } from '../words'

export function Amounts({ found }: { found: Coverage }) {
  const { currency } = found
  const parts: [string, CoverageAmounts][] = [
    [t`Won so far`, found.won],
    [t`Expected in the period`, found.expected],
    [t`Of these overdue`, found.overdue],
    [t`Expected in other periods`, found.elsewhere],
    [t`Without a day`, found.undated],
  ]
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(132px,1fr))] gap-x-5 gap-y-3">
      <Amount label={t`Target`} value={moneyShort(found.target.amount, currency)} />
      <Amount label={t`Missing`} value={found.gap > 0 ? moneyShort(found.gap, currency) : '–'} />
      {parts.map(([label, { count, value, rows }]) => (
        <Amount key={label} label={label} value={moneyShort(value, currency)}>
          {rows && count ? (
            <DealsLink
              search={{ filter: rows.filter }}
              className="text-12 text-text-2 underline-offset-2 hover:text-accent hover:underline"
            >
              {deals(count)}
              <span className="sr"> {label}</span>
            </DealsLink>
          ) : (
            <span className="text-12 text-text-3">{deals(count)}</span>
          )}
        </Amount>
      ))}
      <Amount label={t`Likely by the end`} value={moneyShort(Math.round(found.weighted_value), currency)} />
    </dl>
  )
}

function Amount({ label, value, children }: { label: string; value: string; children?: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-12 text-text-3">{label}</dt>
      <dd>
        <span className="num block text-16 font-semibold">{value}</span>
        {children}
      </dd>
    </div>
  )
}
