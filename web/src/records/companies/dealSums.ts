/** What a company's deals come to by outcome, one sum a currency: sums in different currencies are never added. */
import type { Deal } from '~/core/schema'

export type Sum = { currency: string; amount: number }
export type DealSums = { open: Group; won: Group; lost: Group }
type Group = { count: number; sums: Sum[] }

/** `first` is the currency that is named first (the workspace's). */
export function dealSums(deals: Pick<Deal, 'status' | 'amount' | 'currency'>[], first: string): DealSums {
  const group = (status: string): Group => {
    const mine = deals.filter((d) => d.status === status)
    const by = new Map<string, number>()
    for (const d of mine) if (d.amount !== null) by.set(d.currency, (by.get(d.currency) ?? 0) + d.amount)
    const sums = [...by].map(([currency, amount]) => ({ currency, amount }))
    sums.sort((a, b) => Number(b.currency === first) - Number(a.currency === first) || b.amount - a.amount)
    return { count: mine.length, sums }
  }
  return { open: group('open'), won: group('won'), lost: group('lost') }
}
