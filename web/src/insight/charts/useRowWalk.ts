/** Arrow keys walk the marks of a chart: one of its rows is in the tab order, the others are reached by ↑ ↓ Home End. */
import { type KeyboardEvent, useRef, useState } from 'react'

export function useRowWalk(count: number) {
  const [chosen, choose] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const at = Math.min(chosen, Math.max(0, count - 1))
  function onKeyDown(e: KeyboardEvent<HTMLElement>) {
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[e.key]
    if (next === undefined || next < 0 || next >= count) return
    e.preventDefault()
    choose(next)
    list.current?.querySelectorAll<HTMLElement>('[data-mark]')[next]?.focus()
  }
  /** For the link of row `i`. */
  const mark = (i: number) => ({ 'data-mark': true, tabIndex: i === at ? 0 : -1, onFocus: () => choose(i), onKeyDown })
  return { list, mark }
}
