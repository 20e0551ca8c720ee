/** One line above the columns: how many open deals, what they come to, what they weigh. The server's sums. */
import { t } from '@lingui/core/macro'
import type { Board } from '~/core/schema'
import { sumTip, sumWords } from '~/core/sums'
import { moneyShort } from '~/kit/money'
import { count } from '~/kit/numbers'
import { Skeleton } from '~/ui/Notes'

export function FiguresStrip({ board }: { board: Board | undefined }) {
  if (!board)
    return (
      <div className="flex h-10 shrink-0 items-center px-4">
        <Skeleton className="h-4 w-72" />
      </div>
    )
  const { totals, currency } = board
  return (
    <dl className="flex h-10 shrink-0 items-center gap-5 px-4">
      <Figure value={count(totals.count)} label={totals.count === 1 ? t`open deal` : t`open deals`} />
      <Figure value={sumWords(totals, currency)} label={t`open`} tip={sumTip(totals, currency)} />
      <Figure
        value={moneyShort(totals.weighted, currency)}
        label={t`weighted`}
        tip={t`Each deal's value times the probability of its stage`}
      />
    </dl>
  )
}

function Figure({ value, label, tip }: { value: string; label: string; tip?: string }) {
  return (
    <div className="flex flex-row-reverse items-baseline gap-1.5" data-tip={tip}>
      <dt className="text-12 text-text-2">{label}</dt>
      <dd className="num font-semibold">{value}</dd>
    </div>
  )
}
