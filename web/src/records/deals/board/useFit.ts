/** Fit mode: columns share the free width between 208 and 280 px; when not all fit, as many whole ones as do. */
import { type RefObject, useEffect } from 'react'

export const LEAST = 208
export const MOST = 280
const GAP = 8
/** Before the first column and after the last. */
const PADDING = 20

/** The width of a column in px for `free` px and `n` columns. */
export function fitWidth(free: number, n: number): number {
  const share = (k: number) => Math.floor((free - (k - 1) * GAP) / k)
  const whole = Math.max(1, Math.min(n, Math.floor((free + GAP) / (LEAST + GAP))))
  return Math.max(LEAST, Math.min(MOST, share(whole)))
}

/** Sets `--col` on the board and keeps it true to its size; the column of `peeked` stays in sight. */
export function useFit(board: RefObject<HTMLElement | null>, n: number, peeked: string | undefined): void {
  useEffect(() => {
    const element = board.current
    if (!element || n === 0) return
    const measure = () => {
      element.style.setProperty('--col', `${fitWidth(element.clientWidth - PADDING, n)}px`)
      const card = peeked && element.querySelector(`[data-card="${CSS.escape(peeked)}"]`)
      if (card) card.closest('section')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [board, n, peeked])
}
