/** Keeps the focus where the person was when a card moves to another column or leaves: the card itself, else its neighbour. */
import { useEffect, useRef } from 'react'
import type { Board } from '~/core/schema'
import { findCard } from './state'
import { boardUi, focusCard } from './ui'

/** A dialog takes some frames to give the focus back. */
const FRAMES = 30

/** Runs when the focus has gone lost; not for somebody who is in a field or stays in a dialog. */
export function whenLost(run: () => void, frames = FRAMES): void {
  requestAnimationFrame(() => {
    const at = document.activeElement
    if (at?.closest('[role=dialog]')) {
      if (frames > 0) whenLost(run, frames - 1)
    } else if (!at || at === document.body) run()
  })
}

/** The heading of the deal in the panel or on its page: where one goes on when a control there has gone. */
export const dealHeading = () => document.querySelector<HTMLElement>('[data-panel-heading]')

export function useKeepFocus(board: Board | undefined): void {
  const before = useRef<Board | undefined>(undefined)
  useEffect(() => {
    const was = before.current
    before.current = board
    const { lost } = boardUi.get()
    if (!board || !lost) return
    boardUi.set({ lost: null })
    whenLost(() => {
      if (dealHeading()) return
      const now = findCard(board, lost)
      if (now && document.querySelector(`[data-card="${CSS.escape(lost)}"]`))
        return focusCard(lost, now.column.stage_id, now.index)
      const old = was && findCard(was, lost)
      const column = old && board.columns.find((c) => c.stage_id === old.column.stage_id)
      const next = column?.cards[Math.min(old?.index ?? 0, column.cards.length - 1)]
      if (column && next) focusCard(next.id, column.stage_id, column.cards.indexOf(next))
    })
  }, [board])
}
