/** The lines of a deal: what is asked for, the requests, and what becomes stale by them. Each throws a Problem. */
import { t } from '@lingui/core/macro'
import { api } from '~/core/api'
import { keys, queryClient } from '~/core/query'
import type { Deal, DealLine, DealLines, LineAnswer, Page, Product } from '~/core/schema'
import { rememberChange, undoLast } from '~/core/undo'
import { plainNumber } from '~/kit/money'
import { toast } from '~/ui/toast'
import { refreshAround } from '../verbs/answers'

export const linesQuery = (dealId: string) => ({
  queryKey: keys.dealPart(dealId, 'lines'),
  queryFn: () => api.get<DealLines>(`/deals/${dealId}/lines`),
})

async function take(dealId: string, answer: LineAnswer, label: string): Promise<LineAnswer> {
  rememberChange(answer.seq, label)
  queryClient.setQueryData(keys.dealPart(dealId, 'lines'), answer.lines)
  if (answer.lines.amount_from) void queryClient.invalidateQueries({ queryKey: keys.deal(dealId), exact: true })
  refreshAround(dealId)
  return answer
}

export type NewLine = {
  product_id: string | null
  name?: string
  quantity: string
  unit_price: number | null
  discount: string
}

export async function addLine(deal: Deal, line: NewLine): Promise<LineAnswer> {
  const answer = await api.post<LineAnswer>(`/deals/${deal.id}/lines`, line)
  return take(deal.id, answer, t`${answer.line.name} added`)
}

export type LinePatch = Partial<Pick<DealLine, 'name' | 'quantity' | 'unit_price' | 'discount'>> & { position?: number }

export async function changeLine(line: DealLine, patch: LinePatch): Promise<LineAnswer> {
  const answer = await api.patch<LineAnswer>(`/lines/${line.id}`, { ...patch, version: line.version })
  return take(line.deal_id, answer, t`change of ${line.name}`)
}

/** Takes a line off; the message can undo it. */
export async function removeLine(line: DealLine): Promise<LineAnswer> {
  const { name, version } = line
  const answer = await api.post<LineAnswer>(`/lines/${line.id}/remove`, { version })
  const said = t`${name} taken off the deal`
  const undo = () => void undoLast(answer.seq)
  toast(said, { tone: 'ok', action: { label: t`Undo`, run: undo }, about: `change ${answer.seq}` })
  return take(line.deal_id, answer, said)
}

export async function productsFor(typed: string, signal?: AbortSignal): Promise<Product[]> {
  const { items } = await api.get<Page<Product>>('/products', { q: typed || undefined, limit: 20 }, signal)
  return items
}

/** A decimal as people type it (“2,5”, “10 %”) as the server takes it, or null for what is none. */
export function decimal(typed: string): string | null {
  const plain = plainNumber(typed.replace(/[\s\u00a0\u202f%]/g, ''))
  return plain !== null && /^\d{1,9}(\.\d{1,6})?$/.test(plain) ? plain : null
}

export const quantityOf = (typed: string): string | null => {
  const found = decimal(typed)
  return found !== null && Number(found) > 0 ? found : null
}

export const discountOf = (typed: string): string | null => {
  const found = typed.trim() === '' ? '0' : decimal(typed)
  return found !== null && Number(found) <= 100 && !/\.\d{5}/.test(found) ? found : null
}
