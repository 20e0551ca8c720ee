/** What the board shows for a moment: drag, ghost, tints, wanted focus. Not data, and not in the address. */
import { makeStore } from '~/core/store'

export type Ask = { fields: string[]; blocked: boolean }
export type BoardUi = {
  /** The card in the hand. */
  dragging: string | null
  /** The stage under the pointer and the index of the drop line. */
  over: { stageId: string; index: number } | null
  /** Per stage what the dragged deal would be asked. */
  asks: ReadonlyMap<string, Ask>
  /** Cards somebody else just changed. */
  tinted: ReadonlySet<string>
  /** The card whose deal is in the panel. */
  peeked: string | null
  /** A card that came back refused. */
  rejected: string | null
  /** The card that takes the focus as soon as it is on the page. */
  wantFocus: string | null
  /** The card with the focus, kept mounted. */
  focus: string | null
  /** The card that left the page while it had the focus. */
  lost: string | null
  /** Cards that one verb is to change together, and the one from which Shift goes on. */
  picked: ReadonlySet<string>
  anchor: string | null
  /** The stage with an open composer. */
  composing: string | null
}

export const boardUi = makeStore<BoardUi>({
  dragging: null,
  over: null,
  asks: new Map(),
  tinted: new Set(),
  peeked: null,
  rejected: null,
  wantFocus: null,
  focus: null,
  lost: null,
  picked: new Set(),
  anchor: null,
  composing: null,
})

export function tint(ids: string[]): void {
  if (!ids.length) return
  boardUi.set({ tinted: new Set([...boardUi.get().tinted, ...ids]) })
  setTimeout(() => {
    const left = new Set(boardUi.get().tinted)
    for (const id of ids) left.delete(id)
    boardUi.set({ tinted: left })
  }, 1200)
}

export function reject(id: string): void {
  boardUi.set({ rejected: id, wantFocus: id })
  setTimeout(() => boardUi.get().rejected === id && boardUi.set({ rejected: null }), 2000)
}

/** How a column scrolls a row into sight; columns register while mounted. */
export const scrollers = new Map<string, (index: number) => void>()

export function focusCard(id: string, stageId: string, index: number): void {
  const here = document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)
  boardUi.set({ wantFocus: here ? null : id, focus: id })
  scrollers.get(stageId)?.(index)
  here?.focus({ preventScroll: true })
}
