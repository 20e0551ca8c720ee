/** Keeps the focus on the board when its card moves to another column or leaves: the card itself, else its neighbour. */
import { useEffect, useRef } from 'react'
import type { Board } from '~/core/schema'
import { findCard } from './state'
import { boardUi, focusCard } from './ui'

export function useKeepFocus(board: Board | undefined): void {
  const before = useRef<Board | undefined>(undefined)
  useEffect(() => {
    const was = before.current
    before.current = board
    const { lost } = boardUi.get()
    if (!board || !lost) return
    boardUi.set({ lost: null })
    // Somebody who is in a field or a dialog by now is left there.
    if (document.activeElement !== document.body) return
    const now = findCard(board, lost)
    if (now && document.querySelector(`[data-card="${CSS.escape(lost)}"]`))
      return focusCard(lost, now.column.stage_id, now.index)
    const old = was && findCard(was, lost)
    const column = old && board.columns.find((c) => c.stage_id === old.column.stage_id)
    const next = column?.cards[Math.min(old?.index ?? 0, column.cards.length - 1)]
    if (column && next) focusCard(next.id, column.stage_id, column.cards.indexOf(next))
  }, [board])
}
