/** Sums as the board says them: the workspace's currency first, other currencies beside it, never added together. */
import { t } from '@lingui/core/macro'
import { moneyShort } from '~/kit/money'
import type { Sums } from './schema'

/** "€742k", "€742k + $12k", "€742k + 3 more"; just "$12k" when that is all there is. */
export function sumWords(sums: Sums, currency: string): string {
  const [first = '', ...more] = parts(sums, currency)
  const [second] = more
  if (second === undefined) return first
  const n = more.length
  return n === 1 ? `${first} + ${second}` : t`${first} + ${n} more`
}

/** Every currency on its own, for the tip and for readers; undefined when the short form says all. */
export function sumTip(sums: Sums, currency: string): string | undefined {
  const all = parts(sums, currency)
  return all.length > 1 ? all.join(', ') : undefined
}

function parts(sums: Sums, currency: string): string[] {
  const others = sums.others.filter((o) => o.amount !== 0).map((o) => moneyShort(o.amount, o.currency))
  return sums.amount === 0 && others.length ? others : [moneyShort(sums.amount, currency), ...others]
}
