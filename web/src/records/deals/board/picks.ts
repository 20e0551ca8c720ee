/** Picking cards, for one verb to change them together: one by one, a stretch of a column, or all of it that is here. */
import { plural, t } from '@lingui/core/macro'
import { announce } from '~/core/announce'
import type { Board } from '~/core/schema'
import { money } from '~/kit/money'
import { pressed } from '../list/picking'
import { findCard } from './state'
import { boardUi } from './ui'

/** The cards of the column that holds `id`, in their order. */
function beside(board: Board, id: string): string[] {
  return findCard(board, id)?.column.cards.map((card) => card.id) ?? []
}

/** `extend`: the stretch from the last card picked in this column. */
export function pickCard(board: Board | undefined, id: string, extend: boolean): void {
  const rows = board ? beside(board, id) : []
  const { picked, anchor } = boardUi.get()
  const at = rows.indexOf(id)
  if (at < 0) return
  const before = { scope: '', ids: picked, everything: false, anchor: anchor === null ? -1 : rows.indexOf(anchor) }
  told(pressed(before, rows, at, extend).ids, id)
}

/** All cards of the column that are here; once more, none of them. */
export function pickColumn(board: Board | undefined, id: string): void {
  const rows = board ? beside(board, id) : []
  const picked = new Set(boardUi.get().picked)
  const all = rows.every((row) => picked.has(row))
  for (const row of rows) {
    if (all) picked.delete(row)
    else picked.add(row)
  }
  told(picked, id)
}

export function pickNone(): void {
  if (boardUi.get().picked.size) told(new Set(), null)
}

function told(picked: ReadonlySet<string>, anchor: string | null): void {
  boardUi.set({ picked, anchor })
  announce(picked.size ? plural(picked.size, { one: '# picked', other: '# picked' }) : t`None picked`)
}

/** What those picked come to, where all that have a value have it in one currency. */
export function worth(board: Board, picked: ReadonlySet<string>): string | null {
  const valued = board.columns.flatMap((c) => c.cards).filter((card) => picked.has(card.id) && card.amount !== null)
  const currency = valued[0]?.currency
  if (!currency || valued.some((card) => card.currency !== currency)) return null
  return money(
    valued.reduce((sum, card) => sum + (card.amount ?? 0), 0),
    currency,
  )
}
