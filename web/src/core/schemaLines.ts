/** The lines of a deal as the API answers them (see schema.ts). */

/** A product on a deal. Quantity and discount (percent) are decimals as text; money is in minor units. */
export type DealLine = {
  id: string
  deal_id: string
  product_id: string | null
  name: string
  quantity: string
  unit_price: number
  currency: string
  discount: string
  sum: number
  external_id: string | null
  created_at: string
  version: number
}
export type AmountFrom = 'lines' | null
export type DealLines = { items: DealLine[]; sum: number | null; currency: string; amount_from: string | null }
export type LineAnswer = { line: DealLine; lines: DealLines; seq: number }
